// Asks whether a store, cache or builder answers: takes its address, gives nothing or why it does not.
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

export interface AskOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Never asks the person for anything, such as a password. */
export async function askStore(
  nix: Nix,
  address: string,
  { cwd, env, timeout }: AskOptions,
): Promise<string | undefined> {
  const quiet = `-o BatchMode=yes -o ConnectTimeout=${Math.max(1, Math.floor(timeout / 1000))}`;
  const { exitCode, stderr } = await runNix(
    nix,
    ['store', 'info', '--option', 'download-attempts', '1', '--store', address],
    { cwd, timeout, env: { ...env, NIX_SSHOPTS: env.NIX_SSHOPTS ? `${env.NIX_SSHOPTS} ${quiet}` : quiet } },
  );
  if (exitCode === 0) return undefined;
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-4).join('\n') || `no answer within ${timeout / 1000} s`;
}
