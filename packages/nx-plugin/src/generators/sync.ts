// The sync generator: takes the workspace, gives what generating would change in it, and generates where Nx applies that.
import { join } from 'node:path';
import { formatError } from '@flake-lattice/errors';
import { compareLattice, generateLattice, waitsFor } from 'flake-lattice';
import type { Tree } from '../nx-devkit.js';
import { findLattices } from './find-lattices.js';
import { ioOf, toldByNx } from './generator-io.js';
import { changeTree } from './tree-changes.js';

export interface SyncOutcome {
  readonly callback?: () => Promise<void>;
  readonly outOfSyncMessage?: string;
  readonly outOfSyncDetails?: string[];
}

export function sync(tree: Tree): Promise<SyncOutcome> {
  return toldByNx(async () => {
    const io = ioOf(tree.root);
    const details: string[] = [];
    const stale: string[] = [];
    for (const file of await findLattices(tree)) {
      const lattice = join(tree.root, file);
      const comparison = await compareLattice({ project: { lattice }, nodes: [] }, io);
      const found = changeTree(tree, comparison);
      if (found.length > 0) stale.push(lattice);
      details.push(...found);
    }
    if (stale.length === 0) return {};
    return {
      outOfSyncMessage: 'Generated flakes are not as the lattice declares them:',
      outOfSyncDetails: details,
      callback: () => generateAll(stale, tree.root),
    };
  });
}

/** Runs after Nx wrote the texts: what is left is the record of the tree, git, and locks that Nix has to write. */
export async function generateAll(lattices: readonly string[], root: string): Promise<void> {
  const io = ioOf(root);
  await toldByNx(async () => {
    for (const lattice of lattices) {
      const { notes, failures } = await generateLattice(
        { project: { lattice }, nodes: [], edited: 'leave' },
        io,
        (holder) => io.err(`${waitsFor(holder)}\n`),
      );
      for (const note of notes) io.err(`note: ${note}\n`);
      for (const failure of failures) io.err(formatError(failure));
    }
  });
}
