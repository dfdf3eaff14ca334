// Tells where an external input lies that is a folder of the repository: takes the input, gives the folder. Pure.
import { join, relative } from 'node:path';
import { type ExternalInput, type Lattice, referenceOf as urlOf } from '@flake-lattice/config-builder';

/** Relative to the root of the repository; nothing of one that lies elsewhere. @param root absolute path */
export function localFolder(external: ExternalInput, { folder }: Lattice, root: string): string | undefined {
  const [, asUrl, plain] = /^(?:path:([^?#]*)|(\.{1,2}(?:\/[^?#]*)?))$/.exec(urlOf(external)) ?? [];
  const path = asUrl ?? plain;
  if (path === undefined || path.startsWith('/')) return undefined;
  return relative(root, join(folder, path));
}
