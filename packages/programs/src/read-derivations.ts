// Asks Nix what packages of a flake are built by: takes the flake and their names, gives derivations and store paths.
import { commandLine } from '@flake-lattice/errors';
import { evaluationFailed } from './evaluation-failed.js';
import type { Nix } from './find-nix.js';
import { quoteForNix } from './quote-for-nix.js';
import { readSystem } from './read-system.js';
import { runNix } from './run-nix.js';

/** What has to be built for a package, and where it then lies. */
export interface Derivation {
  /** Store path of the derivation, which is there after the question. */
  readonly derivation: string;
  /** Its output that the package is, such as `out`. */
  readonly outputName: string;
  /** Store path of that output. */
  readonly output: string;
}

export interface DerivationOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further options of `nix eval`, such as `--override-input NAME REF`. */
  readonly options?: readonly string[];
  /** Default `packages`. */
  readonly of?: 'packages' | 'checks';
}

/**
 * Evaluates, writes derivations to the store, and builds nothing.
 *
 * @param flake absolute path of its folder
 * @param names of its packages or checks for this machine's system
 * @throws CodedError EVALUATION_FAILED
 */
export async function readDerivations(
  nix: Nix,
  flake: string,
  names: readonly string[],
  { cwd, env, options = [], of = 'packages' }: DerivationOptions,
): Promise<ReadonlyMap<string, Derivation>> {
  const list = names.map(quoteForNix).join(' ');
  const record = `{ derivation = packages.\${name}.drvPath; inherit (packages.\${name}) outputName; output = packages.\${name}.outPath; }`;
  const apply = `packages: builtins.listToAttrs (map (name: { inherit name; value = ${record}; }) [ ${list} ])`;
  const outputs = `${of}.${await readSystem(nix, { cwd, env })}`;
  const args = ['eval', '--json', ...options, '--apply', apply, '--', `${flake}#${outputs}`];
  const { exitCode, stdout, stderr } = await runNix(nix, args, { cwd, env });
  if (exitCode === 0) return new Map(Object.entries(JSON.parse(stdout) as Record<string, Derivation>));
  // Nix looks for a package by its name alone.
  const asked = names.map((name) => `${flake}#${of === 'packages' ? name : `${outputs}.${name}`}`);
  throw evaluationFailed({
    asked,
    said: stderr,
    hint: `nix build --show-trace ${commandLine(asked)}`,
  });
}
