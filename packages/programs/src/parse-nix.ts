// Asks the real parser whether a text is Nix, and the evaluator whether it is a flake; says where it is not.
import { CodedError, type ErrorCode } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';
import type { ProgramResult } from './run-program.js';

export interface ParseNixOptions {
  /** The file that the text is, or will be: named in the error. */
  readonly file: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly code?: ErrorCode;
  readonly hint?: string;
}

/**
 * Needs no store that this user may open.
 *
 * @throws CodedError FLAKE_SYNTAX, or `code`, with the line and column that the parser names; TOOLCHAIN_BROKEN where
 * the parser did not get to read the text
 */
export async function parseNix(nix: Nix, text: string, options: ParseNixOptions): Promise<void> {
  await parse(nix, text, options);
}

/** The text as the parser prints it, every part that is no literal in parentheses. */
async function parse(nix: Nix, text: string, options: ParseNixOptions): Promise<string> {
  const result = await instantiate(nix, ['--parse'], text, options);
  if (result.exitCode === 0) return result.stdout;
  const place = /at (?:\u00abstdin\u00bb|\(stdin\)|stdin):(\d+):(\d+)/.exec(result.stderr);
  if (!place) throw brokenParser(nix, result);
  const { file, code = 'FLAKE_SYNTAX', hint = `mend the syntax of ${file}` } = options;
  throw new CodedError({
    code,
    message: `\`${file}\` is not valid Nix: ${firstFact(result.stderr)}`,
    hint,
    place: { file, line: Number(place[1]), column: Number(place[2]) },
    detail: result.stderr.trim(),
  });
}

/**
 * {@link parseNix}, and that the text is a set, written out as Nix asks of a flake, with a function `outputs`. What that
 * function gives is not asked.
 *
 * @throws CodedError as {@link parseNix} does
 */
export async function parseFlake(nix: Nix, text: string, options: ParseNixOptions): Promise<void> {
  const parsed = await parse(nix, text, options);
  const isSet = /^(?:rec )?\{/.test(parsed);
  const question = `let flake = (\n${text}\n); in
    if !${isSet} then "it is no set, written out from its first \`{\`"
    else if !(flake ? outputs) then "it has no \`outputs\`"
    else if !builtins.isFunction flake.outputs then "its \`outputs\` is no function"
    else ""`;
  const { exitCode, stdout, stderr } = await instantiate(nix, ['--eval', '--json'], question, options);
  const fault = exitCode === 0 ? (JSON.parse(stdout) as string) : firstFact(stderr);
  if (fault === '') return;
  const { file, code = 'FLAKE_SYNTAX', hint = `mend ${file}` } = options;
  throw new CodedError({ code, message: `\`${file}\` is not a flake: ${fault}`, hint, place: { file } });
}

function instantiate(
  nix: Nix,
  args: readonly string[],
  input: string,
  { cwd, env }: ParseNixOptions,
): Promise<ProgramResult> {
  const all = [...args, '--store', 'dummy://', '-'];
  return runNix(nix, all, { program: 'nix-instantiate', cwd, env, input });
}

function brokenParser({ path }: Nix, { exitCode, stderr }: ProgramResult): CodedError {
  return new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `the \`nix-instantiate\` beside \`${path}\` cannot parse: it ended with ${exitCode}`,
    hint: `set FLAKE_LATTICE_NIX to the path of a working \`nix\`, or: npm run set-up`,
    detail: stderr.trim(),
  });
}

function firstFact(stderr: string): string {
  return /error: (.*)/.exec(stderr)?.[1]?.trim() ?? 'the parser refuses it';
}
