// Asks Nix where packages of a flake lie: takes the flake and their names, gives their store paths.
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
  { cwd, env, options = [] }: OutputPathOptions,
): Promise<ReadonlyMap<string, string>> {
  const system = await ask(['config', 'show', 'system']);
  const list = names.map((name) => JSON.stringify(name)).join(' ');
  const apply = `packages: builtins.listToAttrs (map (name: { inherit name; value = packages.\${name}.outPath; }) [ ${list} ])`;
  const paths = await ask([
    'eval',
    '--json',
    ...options,
    '--apply',
    apply,
    '--',
    `${flake}#packages.${system.trim()}`,
  ]);
  return new Map(Object.entries(JSON.parse(paths) as Record<string, string>));

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
