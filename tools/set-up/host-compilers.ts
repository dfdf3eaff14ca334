// Looks which compilers this machine has on PATH, not counting those that set-up brought: gives what is missing.
import { realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import type { Environment } from './run-step.js';

export interface HostCompilers {
  /** rustc and cargo, both of which run. */
  readonly rust: boolean;
  readonly cc: boolean;
}

export async function findHostCompilers(env: Environment, ownBin: string): Promise<HostCompilers> {
  const path = await pathWithout(env.PATH, ownBin);
  const [rustc, cargo, cc] = await Promise.all(
    ['rustc', 'cargo', 'cc'].map((name) => runs(name, { ...env, PATH: path })),
  );
  return { rust: rustc === true && cargo === true, cc: cc === true };
}

/** `PATH` without a folder, by whatever name it stands there. */
export async function pathWithout(path: string | undefined, folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => folder);
  const entries = (path ?? '').split(delimiter).filter((entry) => entry.startsWith('/'));
  const kept = await Promise.all(
    entries.map(async (entry) => {
      const found = await realpath(entry).catch(() => entry);
      return found === real || entry === folder ? [] : [entry];
    }),
  );
  return kept.flat().join(delimiter);
}

/** A chooser such as rustup's is there and yet runs nothing until a toolchain is chosen. */
async function runs(name: string, env: Environment): Promise<boolean> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const program = join(folder, name);
    const { exitCode } = await runProgram(program, ['--version'], { cwd: '/', env });
    if (exitCode !== 127) return exitCode === 0;
  }
  return false;
}
