// Finds the configuration files that cargo would read for a folder: takes it, gives them for a copy that lies elsewhere.
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * A setting for runs of tests. Lints say nothing of what code does: one that the rustc at hand takes for an error keeps tests
 * of neither side from being run.
 */
export const cappedLints = 'build.rustflags=["--cap-lints=allow"]';

/**
 * Those of the folder and of the folders above it, the nearest last, as it goes before the others. That of the home of
 * cargo is found by cargo itself.
 */
export async function findCargoConfigs(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    for (const name of ['config', 'config.toml']) {
      const file = join(at, '.cargo', name);
      const isFile = await stat(file).then(
        (entry) => entry.isFile(),
        () => false,
      );
      // Of the two names cargo takes the older, where both are there.
      if (isFile) {
        found.unshift(file);
        break;
      }
    }
    if (at === dirname(at)) return found;
  }
}
