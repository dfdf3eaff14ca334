// Runs `nix` with flakes switched on; the one place that says which settings every call has.
import type { Nix } from './find-nix.js';
import { type ProgramOptions, type ProgramResult, runProgram } from './run-program.js';

/** `program` is the name of a kin that lies beside `nix`, such as `nix-instantiate`. */
export async function runNix(
  nix: Nix,
  args: readonly string[],
  options: ProgramOptions & { readonly program?: string },
): Promise<ProgramResult> {
  const { program = 'nix', env, ...rest } = options;
  const path = program === 'nix' ? nix.path : nix.path.replace(/nix$/, program);
  return runProgram(path, args, { ...rest, env: { ...env, NIX_CONFIG: withFlakes(env.NIX_CONFIG) } });
}

function withFlakes(config: string | undefined): string {
  return `${config ? `${config}\n` : ''}extra-experimental-features = nix-command flakes`;
}
