// Asks Nix which packages a flake has for this machine's system: takes the flake, gives their names.
import { quoteForShell } from '@flake-lattice/errors';
import { evaluationFailed } from './evaluation-failed.js';
import type { Nix } from './find-nix.js';
import { readSystem } from './read-system.js';
import { runNix } from './run-nix.js';

export interface PackageNameOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Evaluates none of them, and writes no lock. @param flake absolute path of its folder @throws CodedError EVALUATION_FAILED */
export async function readPackageNames(
  nix: Nix,
  flake: string,
  { cwd, env }: PackageNameOptions,
): Promise<ReadonlySet<string>> {
  const system = JSON.stringify(await readSystem(nix, { cwd, env }));
  const names = `packages: builtins.attrNames (packages.\${${system}} or { })`;
  const args = ['eval', '--json', '--no-write-lock-file', '--apply', names, '--', `${flake}#packages`];
  const { exitCode, stdout, stderr } = await runNix(nix, args, { cwd, env });
  if (exitCode === 0) return new Set(JSON.parse(stdout) as readonly string[]);
  throw evaluationFailed({ asked: [flake], said: stderr, hint: `nix flake show ${quoteForShell(flake)}` });
}
