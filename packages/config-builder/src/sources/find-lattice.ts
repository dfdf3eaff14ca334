// Finds the lattice: takes the folder that a command runs in, gives the nearest lattice.toml or lattice.config.ts upward
// within the repository.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Repository, readRepository } from '@flake-lattice/programs';
import { latticeNames } from './lattice-document.js';

export interface Surroundings {
  /** Absolute path of the repository's top folder; absent outside of git. */
  readonly root: string | undefined;
  readonly repository: Repository | undefined;
  /** Absolute path of the nearest lattice.toml or lattice.config.ts, if there is one. */
  readonly lattice: string | undefined;
}

/** Outside of git, only the folder itself is looked into. */
export async function findSurroundings(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Surroundings> {
  const repository = await readRepository(cwd, { env });
  const root = repository?.root;
  let folder = realpathSync.native(cwd);
  for (;;) {
    for (const name of latticeNames) {
      if (existsSync(join(folder, name))) return { root, repository, lattice: join(folder, name) };
    }
    if (root === undefined || folder === root || folder === dirname(folder))
      return { root, repository, lattice: undefined };
    folder = dirname(folder);
  }
}
