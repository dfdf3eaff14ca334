// Runs `cargo`, always without network; the one place that says which settings every call has.
import type { Cargo } from './find-cargo.js';
import { type ProgramOptions, type ProgramResult, runProgram } from './run-program.js';

export interface CargoOptions extends ProgramOptions {
  /** Absolute path of the folder for what is built. */
  readonly targetFolder?: string;
  /** Configuration files and settings (`KEY=VALUE`) that hold beside what cargo finds by itself. */
  readonly configs?: readonly string[];
}

export async function runCargo(
  cargo: Cargo,
  [command, ...args]: readonly [string, ...string[]],
  { env, targetFolder, configs = [], ...rest }: CargoOptions,
): Promise<ProgramResult> {
  const settings = configs.flatMap((file) => ['--config', file]);
  return runProgram(cargo.path, [command, ...settings, ...args], {
    ...rest,
    env: {
      ...env,
      CARGO_NET_OFFLINE: 'true',
      CARGO_TERM_COLOR: 'never',
      CARGO_TERM_PROGRESS_WHEN: 'never',
      CARGO_TERM_QUIET: undefined,
      CARGO_TERM_VERBOSE: undefined,
      ...(targetFolder === undefined ? {} : { CARGO_TARGET_DIR: targetFolder }),
    },
  });
}
