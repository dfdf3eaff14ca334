// Finds the top of the repository without git: takes a folder, gives the one that bounds what a lattice may name.
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The folder that holds `.git`, on the way up from a folder; that folder itself where there is none. The folder may not be
 * there yet.
 */
export function repositoryTop(folder: string): string {
  const start = realPath(folder);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return start;
  }
}

/** With the symbolic links on the way to it followed, as far as it is there. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), basename(path));
}
