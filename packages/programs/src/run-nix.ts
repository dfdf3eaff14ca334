// Runs `nix` with flakes switched on; the one place that says which settings every call has.
import { access, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Nix } from './find-nix.js';
import { type ProgramOptions, type ProgramResult, runProgram } from './run-program.js';

/** `program` is the name of a kin that lies beside `nix`, such as `nix-instantiate`. */
export async function runNix(
  nix: Nix,
  args: readonly string[],
  options: ProgramOptions & { readonly program?: string },
): Promise<ProgramResult> {
  const { program = 'nix', env, ...rest } = options;
  const path = program === 'nix' ? nix.path : await kinOf(nix, program);
  return runProgram(path, args, { ...rest, env: { ...env, NIX_CONFIG: withFlakes(env.NIX_CONFIG) } });
}

/** Beside the path as it was given, or, where that is a link, beside what it leads to. */
async function kinOf({ path }: Nix, program: string): Promise<string> {
  const beside = join(dirname(path), program);
  return access(beside).then(
    () => beside,
    async () => join(dirname(await realpath(path)), program),
  );
}

export function withFlakes(config: string | undefined): string {
  return `${config ? `${config}\n` : ''}extra-experimental-features = nix-command flakes`;
}
