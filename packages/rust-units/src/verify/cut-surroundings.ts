// Short forms of the calls of cargo that cutting a crate needs: each takes the folder, and gives what cargo says.

import { dirname, join } from 'node:path';
import { type ProgramResult, runCargo, runProgram } from '@flake-lattice/programs';
import { type HoldsOption, parsePrintedCfg } from '../read/cfg-expression.js';
import type { CargoSurroundings } from './test-run.js';

export function callCargo(
  folder: string,
  args: readonly [string, ...string[]],
  { cargo, env, configs, targetFolder }: CargoSurroundings,
): Promise<ProgramResult> {
  return runCargo(cargo, args, {
    cwd: folder,
    env,
    ...(configs ? { configs } : {}),
    ...(targetFolder ? { targetFolder } : {}),
  });
}

/** Whether all dependencies, of every kind, feature and platform, are there. Says what cargo says otherwise. */
export async function resolveFailure(
  folder: string,
  surroundings: CargoSurroundings,
): Promise<string | undefined> {
  const { stderr, exitCode } = await callCargo(folder, ['metadata', '--format-version=1'], surroundings);
  return exitCode === 0 ? undefined : stderr.trim();
}

/** Options of this machine, as conditions of Cargo.toml and of code name them. */
export async function readHostCfg(folder: string, { cargo, env }: CargoSurroundings): Promise<HoldsOption> {
  const beside = await runProgram(join(dirname(cargo.path), 'rustc'), ['--print', 'cfg'], {
    cwd: folder,
    env,
  });
  const printed =
    beside.exitCode === 0 ? beside : await runProgram('rustc', ['--print', 'cfg'], { cwd: folder, env });
  return parsePrintedCfg(printed.stdout);
}
