// Opens the shell of a flake for a person: takes the flake, hands the terminal over to Nix, gives how that ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Nix } from './find-nix.js';
import { withFlakes } from './run-nix.js';

export interface ShellOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further options of `nix develop`, such as `--override-input NAME REF`. */
  readonly options?: readonly string[];
  /** What to run in place of an interactive shell. */
  readonly command?: readonly string[];
}

/**
 * An interrupt of the terminal is for the shell alone, and other signals are handed on to it.
 *
 * @returns 127 where Nix could not be started, 128 + n where signal n ended it
 */
export function openShell(
  nix: Nix,
  flake: string,
  { cwd, env, options = [], command = [] }: ShellOptions,
): Promise<number> {
  const args = ['develop', ...options, flake, ...(command.length > 0 ? ['--command', ...command] : [])];
  return new Promise((resolve) => {
    const child = spawn(nix.path, args, {
      cwd,
      env: { ...env, NIX_CONFIG: withFlakes(env.NIX_CONFIG) },
      stdio: 'inherit',
    });
    const released = leaveSignalsTo(child);
    child.on('error', () => {
      released();
      resolve(127);
    });
    child.on('close', (code, signal) => {
      released();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @returns undoes it */
function leaveSignalsTo(child: ChildProcess): () => void {
  const ignore = () => {};
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const listeners = [
    ['SIGINT', ignore],
    ['SIGQUIT', ignore],
    ['SIGTERM', pass],
    ['SIGHUP', pass],
  ] as const;
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
