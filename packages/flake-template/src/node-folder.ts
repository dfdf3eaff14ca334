// Where the flakes of nodes lie: takes a lattice and its Rust packages, gives the folder of a node, and references to it.
import { join, posix, relative } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';
import { placeReference } from './place-reference.js';
import { folderOfNode, type RustNodes } from './rust-node.js';

export interface NodeFolders {
  readonly lattice: Pick<Lattice, 'folder' | 'output' | 'nodes'>;
  readonly packages: RustNodes;
}

/** From the output folder; outside of it where somebody wrote the flake of the node. `/` between names. */
export function folderFromOutput({ lattice, packages }: NodeFolders, name: string): string {
  const flake = lattice.nodes.get(name)?.flake;
  return flake === undefined
    ? folderOfNode(packages, name)
    : relative(join(lattice.folder, lattice.output), join(lattice.folder, flake));
}

/** The reference by which the flake in a folder, relative to the output folder, has a node as its input. */
export function referenceTo(folders: NodeFolders, name: string, from: string): string {
  const { lattice } = folders;
  if (lattice.nodes.get(name)?.flake === undefined) {
    return `path:${wayFrom(from, folderOfNode(folders.packages, name))}`;
  }
  const base = join(lattice.folder, lattice.output);
  const place = { base, flake: join(base, from), repository: '/' };
  return placeReference(`./${folderFromOutput(folders, name)}`, place);
}

/** Between folders within the output folder. */
function wayFrom(folder: string, target: string): string {
  // Most lie in the output folder itself, beside each other.
  if (folder === '') return `./${target}`;
  if (folder !== target && !folder.includes('/') && !target.includes('/')) return `../${target}`;
  const way = posix.relative(folder, target);
  return way.startsWith('../') ? way : `./${way}`;
}
