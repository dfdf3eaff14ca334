// Lets Nix write the lock of a flake.
import { CodedError } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

export interface LockOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A lock that holds already is not touched.
 *
 * @param flake a reference such as `.` or `/abs/flake`
 * @throws CodedError EVALUATION_FAILED
 */
export async function lockFlake(nix: Nix, flake: string, { cwd, env }: LockOptions): Promise<void> {
  const result = await runNix(nix, ['flake', 'lock', '--', flake], { cwd, env });
  if (result.exitCode === 0) return;
  throw new CodedError({
    code: 'EVALUATION_FAILED',
    message: `Nix cannot lock \`${flake}\``,
    hint: `nix flake lock --show-trace ${flake}`,
    detail: result.stderr.trim().split('\n').slice(-12).join('\n'),
  });
}
