// Lets Nix lock flakes from elsewhere: takes the text of a flake that has them as inputs, gives the text of its lock.
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Nix } from './find-nix.js';
import { lockFailed } from './lock-failed.js';
import type { LockOptions } from './lock-flake.js';
import { runNix } from './run-nix.js';

/**
 * The flake stands in a folder of its own for as long as Nix reads it, so that no lock of the repository is touched.
 *
 * @param text of a flake.nix whose inputs are none of relative paths
 * @throws CodedError LOCK_FAILED
 */
export async function lockExternals(nix: Nix, text: string, { cwd, env }: LockOptions): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'flake-lattice-lock-'));
  try {
    await writeFile(join(folder, 'flake.nix'), text);
    const { exitCode, stderr } = await runNix(nix, ['flake', 'lock', '--', `path:${folder}`], { cwd, env });
    if (exitCode !== 0) throw lockFailed('the inputs of the lattice', 'nix flake metadata URL', stderr);
    return await readFile(join(folder, 'flake.lock'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
