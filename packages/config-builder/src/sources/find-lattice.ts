// Finds lattice.toml: takes the folder that a command runs in, gives the nearest one upward within the repository.
import { access, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readRepository } from '@flake-lattice/programs';

export interface Surroundings {
  /** Absolute path of the repository's top folder; absent outside of git. */
  readonly root: string | undefined;
  /** Absolute path of the nearest lattice.toml, if there is one. */
  readonly lattice: string | undefined;
}

/** Outside of git, only the folder itself is looked into. */
export async function findSurroundings(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Surroundings> {
  const root = (await readRepository(cwd, { env }))?.root;
  let folder = await realpath(cwd);
  for (;;) {
    const file = join(folder, 'lattice.toml');
    if (await exists(file)) return { root, lattice: file };
    if (root === undefined || folder === root || folder === dirname(folder))
      return { root, lattice: undefined };
    folder = dirname(folder);
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
