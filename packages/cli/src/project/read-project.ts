// Reads what a command works on: takes where it was called, gives the lattice with its order and its repository.
import { dirname, join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { edgesOf, type Lattice, nearestName, readLattice } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import type { RustNodes } from '@flake-lattice/flake-template';
import type { TreeOptions } from '@flake-lattice/generated-tree';
import { buildPoset, type Poset } from '@flake-lattice/lattice';
import { type Repository, readRepository } from '@flake-lattice/programs';
import type { SplitOfCrate } from '../crates/node-names.js';
import { type FoundLattice, findLattice, type ProjectOptions } from './find-file.js';
import { noRepository } from './no-repository.js';

export { declareProject, findFile, type ProjectOptions } from './find-file.js';

export interface Project {
  readonly lattice: Lattice;
  readonly poset: Poset;
  readonly repository: Repository;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Facades, units and whole crates; none before `expandProject`, whose order has the last two as nodes. */
  readonly packages: RustNodes;
  readonly splits: readonly SplitOfCrate[];
}

/**
 * Reads the lattice that a command is about, with its order and its repository.
 *
 * @param found spares looking for it
 * @throws CodedError LATTICE_MISSING, GIT_MISSING, and every error of the file
 */
export async function readProject(
  { lattice: named }: ProjectOptions,
  io: CommandIo,
  found?: FoundLattice,
): Promise<Project> {
  const { file, repository: known } = found ?? (await findLattice(named, io));
  const lattice = await readLattice(file, relative(io.cwd, file) || file);
  const repository = known ?? (await readRepository(lattice.folder, { env: io.env }));
  if (!repository) throw await noRepository(lattice.folder, io);
  return {
    lattice,
    poset: buildPoset(edgesOf(lattice)),
    repository,
    output: join(lattice.folder, lattice.output),
    packages: new Map(),
    splits: [],
  };
}

/** What spares reading the repository of the output folder again: that may be another one where it lies deeper. */
export function treeOptionsOf(
  { lattice, output, repository }: Project,
  { env }: Pick<CommandIo, 'env'>,
): TreeOptions {
  return { env, ...(dirname(output) === lattice.folder ? { repository } : {}) };
}

/** The nodes of that name. @throws CodedError NODE_UNKNOWN with the nearest name */
export function knownNodes({ lattice, packages }: Project, names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (!lattice.nodes.has(name) && !packages.has(name)) throw unknownNode(lattice, name);
  }
  return [...new Set(names)];
}

function unknownNode({ shown, nodes }: Lattice, name: string): CodedError {
  const all = [...nodes.keys()].sort();
  const near = nearestName(name, all);
  const few = all.length > 12 ? `${all.slice(0, 12).join(', ')} and ${all.length - 12} more` : all.join(', ');
  return new CodedError({
    code: 'NODE_UNKNOWN',
    message: `\`${shown}\` has no node \`${name}\``,
    hint: `flake-lattice list   (${near === undefined ? '' : `did you mean \`${near}\`? `}it has ${few || 'none'})`,
  });
}
