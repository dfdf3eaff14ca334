// Lets Nix lock a flake: writes its lock, or tells what it would be.
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { evaluationFailed } from './evaluation-failed.js';
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
  throw evaluationFailed({
    verb: 'lock',
    asked: [flake],
    said: result.stderr,
    hint: `nix flake lock --show-trace ${quoteForShell(flake)}`,
  });
}

/**
 * The lock that Nix would write, as its text; nothing is written.
 *
 * @param flake a reference such as `.` or `/abs/flake`
 * @throws CodedError LOCK_FAILED
 */
export async function readFlakeLock(nix: Nix, flake: string, { cwd, env }: LockOptions): Promise<string> {
  const args = ['flake', 'metadata', '--json', '--no-write-lock-file', '--', flake];
  const result = await runNix(nix, args, { cwd, env });
  if (result.exitCode === 0) {
    const { locks } = JSON.parse(result.stdout) as { readonly locks: unknown };
    return JSON.stringify(locks);
  }
  throw new CodedError({
    code: 'LOCK_FAILED',
    message: `Nix cannot lock \`${flake}\``,
    hint: `nix flake metadata ${quoteForShell(flake)}`,
    detail: result.stderr.trim().split('\n').slice(-12).join('\n'),
  });
}
