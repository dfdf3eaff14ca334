// Reads the lock that lies beside a flake: takes the folder, gives the lock as it was written last.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lock, readLockSides } from '@flake-lattice/nix-text';

/** Both sides where branches were merged; nothing where there is no lock. @param folder absolute path */
export function readPrevious(folder: string): readonly Lock[] {
  const file = join(folder, 'flake.lock');
  try {
    return readLockSides(readFileSync(file, 'utf8'), file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fault;
  }
}
