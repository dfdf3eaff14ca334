// Asks the real parser whether a text is Nix; says where it is not.
import { CodedError, type ErrorCode } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

export interface ParseNixOptions {
  /** The file that the text is, or will be: named in the error. */
  readonly file: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly code?: ErrorCode;
  readonly hint?: string;
}

/** @throws CodedError FLAKE_SYNTAX, or `code`, with the line and column that the parser names */
export async function parseNix(nix: Nix, text: string, options: ParseNixOptions): Promise<void> {
  const { file, cwd, env, code = 'FLAKE_SYNTAX', hint = `mend the syntax of ${file}` } = options;
  const result = await runNix(nix, ['--parse', '-'], { program: 'nix-instantiate', cwd, env, input: text });
  if (result.exitCode === 0) return;
  const place = /at (?:«stdin»|\(stdin\)|stdin):(\d+):(\d+)/.exec(result.stderr);
  throw new CodedError({
    code,
    message: `\`${file}\` is not valid Nix: ${firstFact(result.stderr)}`,
    hint,
    place: place ? { file, line: Number(place[1]), column: Number(place[2]) } : { file },
    detail: result.stderr.trim(),
  });
}

function firstFact(stderr: string): string {
  return /error: (.*)/.exec(stderr)?.[1]?.trim() ?? 'the parser refuses it';
}
