// Finds the cargo to use: takes a folder and the environment, gives a program that runs, and its version.
import { CodedError } from '@flake-lattice/errors';
import { findOnPath, findToolchainProgram } from './find-program.js';
import { runProgram } from './run-program.js';

export interface Cargo {
  /** Absolute path of the program `cargo`. */
  readonly path: string;
  /** `1.85.0` */
  readonly version: string;
}

export interface FindCargoOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that this program lies in; a clone of it may have brought a cargo of its own. */
  readonly tool?: string;
}

/**
 * Looks at `CARGO`, then at `PATH`, then at `.toolchain/bin` of `cwd` and the folders above it, and last at that of this
 * program's own clone. A chooser such as rustup's that runs nothing is passed over, a program that `CARGO` names is not.
 *
 * @throws CodedError CARGO_MISSING
 */
export async function findCargo({ cwd, env, tool = import.meta.dirname }: FindCargoOptions): Promise<Cargo> {
  const candidates = env.CARGO
    ? [env.CARGO]
    : [
        await findOnPath('cargo', env.PATH),
        await findToolchainProgram('cargo', cwd),
        await findToolchainProgram('cargo', tool),
      ];
  let detail: string | undefined;
  for (const path of candidates) {
    if (path === undefined) continue;
    const { stdout, stderr } = await runProgram(path, ['--version'], { cwd, env });
    const version = /^cargo (\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
    if (version !== undefined) return { path, version };
    detail ??= stderr.trim() || undefined;
  }
  throw new CodedError({
    code: 'CARGO_MISSING',
    message: env.CARGO
      ? `\`${env.CARGO}\`, which CARGO names, is not a cargo that runs`
      : 'no `cargo` that runs was found on PATH',
    hint: env.CARGO
      ? 'set CARGO to the path of a working `cargo`, or unset it'
      : 'install Rust: https://www.rust-lang.org/tools/install\nor, in a clone of flake-lattice: npm run set-up   (brings a private rustc and cargo on Debian and its kin)',
    ...(detail === undefined ? {} : { detail }),
  });
}
