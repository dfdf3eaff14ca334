// Finds the top of the repository without git: takes a folder, gives the one that bounds what a lattice may name.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `.git`, on the way up from a folder; that folder itself where there is none. */
export function repositoryTop(folder: string): string {
  const start = realpathSync(folder);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return start;
  }
}
