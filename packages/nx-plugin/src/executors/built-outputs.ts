// Remembers what was built: takes store paths, keeps a link to each, so that one that leaves the store is missed. The cache of
// Nx holds no store paths: what it says is built has to be there still. See `bin/store.cjs`, which looks at the links.
import { mkdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

/** From the root of the workspace. */
export const outputsFolder = '.nx/flake-lattice/outputs';

export function rememberOutputs(root: string, paths: readonly string[]): void {
  const folder = join(root, outputsFolder);
  mkdirSync(folder, { recursive: true });
  for (const path of paths) {
    const link = join(folder, basename(path));
    if (path !== '' && !isLink(link)) symlinkSync(path, link);
  }
}

function isLink(file: string): boolean {
  try {
    return readlinkSync(file) !== '';
  } catch {
    return false;
  }
}
