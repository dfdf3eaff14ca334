// Asks Nix which packages a flake has, and where they lie: takes the flake and their names, gives their store paths.
import { CodedError } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

export interface OutputPathOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further options of `nix eval`, such as `--override-input NAME REF`. */
  readonly options?: readonly string[];
}

/**
 * Evaluates and builds nothing.
 *
 * @param flake absolute path of its folder
 * @param names of its packages for this machine's system: letters, digits, `-` and `_`
 * @throws CodedError EVALUATION_FAILED
 */
export async function readOutputPaths(
  nix: Nix,
  flake: string,
  names: readonly string[],
  options: OutputPathOptions,
): Promise<ReadonlyMap<string, string>> {
  const list = names.map((name) => JSON.stringify(name)).join(' ');
  const apply = `packages: builtins.listToAttrs (map (name: { inherit name; value = packages.\${name}.outPath; }) [ ${list} ])`;
  return new Map(Object.entries((await askPackages(nix, flake, apply, options)) as Record<string, string>));
}

/** The names of all packages for this machine's system, none of which is evaluated. @throws CodedError EVALUATION_FAILED */
export async function readPackageNames(
  nix: Nix,
  flake: string,
  options: OutputPathOptions,
): Promise<ReadonlySet<string>> {
  return new Set((await askPackages(nix, flake, 'builtins.attrNames', options)) as readonly string[]);
}

async function askPackages(
  nix: Nix,
  flake: string,
  apply: string,
  { cwd, env, options = [] }: OutputPathOptions,
): Promise<unknown> {
  const system = await ask(['config', 'show', 'system']);
  const packages = `${flake}#packages.${system.trim()}`;
  return JSON.parse(await ask(['eval', '--json', ...options, '--apply', apply, '--', packages]));

  async function ask(args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await runNix(nix, args, { cwd, env });
    if (exitCode === 0) return stdout;
    throw new CodedError({
      code: 'EVALUATION_FAILED',
      message: `Nix cannot evaluate \`${flake}\``,
      hint: `nix flake show ${flake}`,
      detail: stderr.trim().split('\n').slice(-12).join('\n'),
    });
  }
}
