// Tells where an external input lies that is a folder of the repository: takes the input, gives the folder. Pure.
import { relative } from 'node:path';
import { type ExternalInput, type Lattice, referenceOf } from '@flake-lattice/config-builder';
import { relativeFolderOf, resolveFolder } from '@flake-lattice/nix-text';

/** Relative to the root of the repository; nothing of one that lies elsewhere. @param root absolute path */
export function localFolder(
  external: Pick<ExternalInput, 'url' | 'pin'>,
  { folder }: Pick<Lattice, 'folder'>,
  root: string,
): string | undefined {
  const way = relativeFolderOf(referenceOf(external));
  return way === undefined ? undefined : resolveFolder(relative(root, folder), way);
}
