// The generator of a node: takes a name and what it extends, adds it to lattice.toml with all else of that kept, and generates it.
import { join, relative } from 'node:path';
import { addNode } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { compareProject, projectWithText, readEditableText, readProject } from 'flake-lattice';
import type { Tree } from '../nx-devkit.js';
import { findLattices } from './find-lattices.js';
import { ioOf, toldByNx } from './generator-io.js';
import { generateAll } from './sync.js';
import { changeTree } from './tree-changes.js';

export interface NodeOptions {
  readonly name: string;
  /** Names of nodes, with commas between. */
  readonly extends?: string;
  readonly template?: string;
  readonly description?: string;
  /** From the root of the workspace. */
  readonly lattice?: string;
}

/** @returns what Nx runs after it wrote the changes */
export function node(tree: Tree, options: NodeOptions): Promise<() => Promise<void>> {
  return toldByNx(async () => {
    const io = ioOf(tree.root);
    const lattice = join(tree.root, options.lattice ?? (await onlyLattice(tree)));
    const project = await readProject({ lattice }, io);
    const below = (options.extends ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const before = await readEditableText(
      project,
      `add to it: ${options.name}: { extends: [${below.map((name) => `'${name}'`).join(', ')}] }`,
    );
    const after = addNode(
      before,
      {
        name: options.name,
        extends: below,
        ...(options.description === undefined ? {} : { description: options.description }),
        ...(options.template === undefined ? {} : { template: options.template }),
      },
      project.lattice.shown,
    );
    const changed = await projectWithText(project, after);
    tree.write(relative(tree.root, project.lattice.file), after);
    changeTree(tree, await compareProject(changed, { nodes: [] }, io));
    return () => generateAll([lattice], tree.root);
  });
}

/** @throws CodedError LATTICE_MISSING, USAGE */
async function onlyLattice(tree: Tree): Promise<string> {
  const [first, ...others] = await findLattices(tree);
  if (first === undefined) {
    throw new CodedError({
      code: 'LATTICE_MISSING',
      message: 'the workspace has no lattice.toml',
      hint: 'flake-lattice init   (begins one)\nor name it: --lattice FILE',
    });
  }
  if (others.length === 0) return first;
  throw new CodedError({
    code: 'USAGE',
    message: `the workspace has ${others.length + 1} lattices: ${[first, ...others].join(', ')}`,
    hint: `name one: --lattice ${first}`,
  });
}
