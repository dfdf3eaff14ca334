// Makes an element of the lattice a node: takes its highest nodes and a name, adds it to the text of lattice.toml.
import { basename } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { addNode } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { behindLinks, type FileContents, formatDiff } from '@flake-lattice/generated-tree';
import { outputOf } from '../output.js';
import type { Project } from '../project/read-project.js';
import { checkLatticeText, readEditableText, writeLatticeFile } from '../project/write-lattice-file.js';
import type { ElementOptions } from './element-command.js';

interface ElementRequest {
  readonly project: Project;
  /** Such as `rust ∨ web`. */
  readonly expression: string;
  readonly maximal: readonly string[];
  /** The name of the new node. */
  readonly node: string;
  readonly options: ElementOptions;
}

/**
 * @returns the file as it was before; nothing with `--dry-run`, which prints the difference instead
 * @throws CodedError NODE_EXISTS, ELEMENT_EMPTY, LATTICE_NOT_EDITABLE, and what the changed file is refused for
 */
export async function writeElement(
  request: ElementRequest,
  io: CommandIo,
): Promise<FileContents | undefined> {
  const { project, expression, maximal, node, options } = request;
  const { lattice } = project;
  if (lattice.nodes.has(node)) throw nodeExists(node, lattice.shown);
  if (maximal.length === 0) throw elementEmpty(expression);
  const before = await readEditableText(
    project,
    `add to it: ${node}: { extends: [${maximal.map((name) => `'${name}'`).join(', ')}], template: '${options.template}' }`,
  );
  const after = addNode(before, {
    name: node,
    description: options.description ?? expression,
    template: options.template,
    extends: maximal,
  });
  const output = outputOf(io, options);
  await checkLatticeText(project, after);
  if (options.dryRun) {
    const diff = formatDiff(basename(lattice.file), before, after);
    output.line(diff.trimEnd());
    output.json({ node, extends: maximal, diff });
    return undefined;
  }
  await writeLatticeFile(project, after);
  output.progress(`changed      ${lattice.shown}: [node.${node}], which extends ${maximal.join(', ')}`);
  return { file: await behindLinks(lattice.file), contents: before };
}

function nodeExists(node: string, file: string): CodedError {
  return new CodedError({
    code: 'NODE_EXISTS',
    message: `\`${file}\` has a node \`${node}\` already`,
    hint: 'choose another name for --write',
  });
}

function elementEmpty(expression: string): CodedError {
  return new CodedError({
    code: 'ELEMENT_EMPTY',
    message: `\`${expression}\` is empty: there is nothing that the node could extend`,
    hint: 'flake-lattice list   (shows what each node builds upon)',
  });
}
