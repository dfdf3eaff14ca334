// Finds the Nix to use: takes a folder and the environment, gives a program of a version that is new enough.
import { resolve } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { findOnPath, findToolchainProgram } from './find-program.js';
import { isOlder, type NixVersion, parseNixVersion } from './nix-version.js';
import { runProgram } from './run-program.js';

export type { NixVersion } from './nix-version.js';

export interface Nix {
  /** Absolute path of the program `nix`; its kin such as `nix-instantiate` lie beside it. */
  readonly path: string;
  readonly version: NixVersion;
}

export interface FindNixOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default 2.26, the first that takes relative inputs of one repository. */
  readonly atLeast?: { readonly major: number; readonly minor: number };
  /** The folder that this program lies in; a clone of it may have brought a Nix of its own. */
  readonly tool?: string;
}

const install = 'install Nix: https://nixos.org/download';
const ofClone = 'or, in a clone of flake-lattice: npm run set-up';

/**
 * Looks at `FLAKE_LATTICE_NIX`, then at `.toolchain/bin/nix` of `cwd` and the folders above it, then at `PATH`, and last
 * at the `.toolchain` of this program's own clone.
 * A Nix that was named by the variable is used or refused, never passed over.
 *
 * @throws CodedError NIX_MISSING, NIX_TOO_OLD
 */
export async function findNix({
  cwd,
  env,
  atLeast = { major: 2, minor: 26 },
  tool = import.meta.dirname,
}: FindNixOptions): Promise<Nix> {
  const named = env.FLAKE_LATTICE_NIX;
  const path =
    (named && (await resolveNamed(named, cwd, env.PATH))) ||
    (await findToolchainProgram('nix', cwd)) ||
    (await findOnPath('nix', env.PATH)) ||
    (await findToolchainProgram('nix', tool));
  if (!path) {
    throw new CodedError({
      code: 'NIX_MISSING',
      message:
        'no `nix` was found: FLAKE_LATTICE_NIX is not set, and neither a `.toolchain` nor PATH holds one',
      hint: `${install}\n${ofClone}   (brings a private one on Debian and its kin)`,
    });
  }
  const printed = await runProgram(path, ['--version'], { cwd, env });
  const version = printed.exitCode === 0 ? parseNixVersion(printed.stdout) : undefined;
  if (!version) {
    throw new CodedError({
      code: 'NIX_MISSING',
      message: `\`${path}\` is not a Nix that runs`,
      hint: named
        ? 'set FLAKE_LATTICE_NIX to the path of a working `nix`, or unset it'
        : `${install}\n${ofClone}`,
      detail: printed.stderr.trim().split('\n').slice(-3).join('\n'),
    });
  }
  if (isOlder(version, atLeast)) {
    throw new CodedError({
      code: 'NIX_TOO_OLD',
      message: `\`${path}\` is Nix ${version.text}, and ${atLeast.major}.${atLeast.minor} is the oldest that works here`,
      hint: named
        ? 'set FLAKE_LATTICE_NIX to the path of a newer `nix`, or unset it'
        : `${install}\n${ofClone}`,
    });
  }
  return { path, version };
}

/** As a shell takes it: a bare word is looked up on `PATH`, anything else is a path. */
async function resolveNamed(named: string, cwd: string, path: string | undefined): Promise<string> {
  return (named.includes('/') ? undefined : await findOnPath(named, path)) ?? resolve(cwd, named);
}
