// Pins a flake reference: takes it, has Nix look it up, gives one that stands for the same for ever.
import { quoteForShell } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { lockFailed } from './lock-failed.js';
import type { LockOptions } from './lock-flake.js';
import { runNix } from './run-nix.js';

/**
 * What a flake reference stands for now, as a reference that stands for it for ever.
 *
 * @throws CodedError LOCK_FAILED
 */
export async function pinReference(nix: Nix, reference: string, { cwd, env }: LockOptions): Promise<string> {
  const args = ['flake', 'metadata', '--json', '--refresh', '--', reference];
  const { exitCode, stdout, stderr } = await runNix(nix, args, { cwd, env });
  if (exitCode !== 0)
    throw lockFailed(`\`${reference}\``, `nix flake metadata ${quoteForShell(reference)}`, stderr);
  const { url } = JSON.parse(stdout) as { readonly url: string };
  return url;
}
