// Takes the path of a file as [distribute] names it, gives its absolute path.
import { isAbsolute, join } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';

/** `~/` is the home of who runs the command; any other relative path starts at the folder of the lattice. */
export function ownFile(
  file: string,
  { folder }: Pick<Lattice, 'folder'>,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (file.startsWith('~/')) return join(env.HOME || '/', file.slice(2));
  return isAbsolute(file) ? file : join(folder, file);
}
