// Finds the lattices of a workspace: takes Nx's tree, gives the files that declare one, from the root.

import { posix } from 'node:path';
import { loadDevkit, type Tree } from '../nx-devkit.js';
import { findLatticeFile } from '../targets/lattice-sources.js';

/** Those that something was generated of, and one in the root that nothing was generated of yet. Sorted. */
export async function findLattices(tree: Tree): Promise<readonly string[]> {
  const manifests = await loadDevkit().globAsync(tree, ['**/.lattice/manifest.json']);
  const folders = manifests.map((manifest) => posix.dirname(posix.dirname(manifest)));
  const found = [...folders, '.'].map((folder) => findLatticeFile(tree.root, folder));
  return [...new Set(found.filter((file) => file !== undefined))].sort();
}
