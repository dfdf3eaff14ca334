// Evaluates an attribute of a flake, or an expression, and gives it as JSON data.
import { CodedError } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

export interface EvaluateOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further options of `nix eval`, such as `--override-input NAME REF`. */
  readonly options?: readonly string[];
}

/**
 * @param installable such as `/abs/flake#lib.config`
 * @throws CodedError EVALUATION_FAILED
 */
export async function evaluateJson(
  nix: Nix,
  installable: string,
  options: EvaluateOptions,
): Promise<unknown> {
  const { cwd, env, options: extra = [] } = options;
  const result = await runNix(nix, ['eval', '--json', ...extra, '--', installable], { cwd, env });
  if (result.exitCode === 0) return JSON.parse(result.stdout);
  throw new CodedError({
    code: 'EVALUATION_FAILED',
    message: `Nix cannot evaluate \`${installable}\``,
    hint: `nix eval --show-trace ${installable}`,
    detail: result.stderr.trim().split('\n').slice(-12).join('\n'),
  });
}
