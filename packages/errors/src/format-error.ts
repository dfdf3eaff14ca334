// Takes a coded error, gives the lines that a user reads: code and fact, place, detail, hint.
import type { CodedError, Place } from './coded-error.js';

function formatPlace({ file, line, column }: Place): string {
  if (line === undefined) return file;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}

/**
 * The form, each part on lines of its own, the last three where the error has them:
 *
 * ```text
 * error[CODE]: fact
 *   at FILE:LINE:COLUMN
 *   | detail
 *   hint: how to mend it
 * ```
 */
export function formatError(error: CodedError): string {
  return format('error', error);
}

/** The same of what stops nothing: `warning[CODE]: fact`. */
export function formatWarning(error: CodedError): string {
  return format('warning', error);
}

function format(word: string, error: CodedError): string {
  const lines = [`${word}[${error.code}]: ${error.message}`];
  if (error.place) lines.push(`  at ${formatPlace(error.place)}`);
  if (error.detail) for (const line of error.detail.trimEnd().split('\n')) lines.push(`  | ${line}`);
  const [first, ...rest] = error.hint.split('\n');
  lines.push(`  hint: ${first}`, ...rest.map((line) => `        ${line}`));
  return `${lines.join('\n')}\n`;
}

/** The same as data, for programs. */
export function describeError({ code, message, place, detail, hint }: CodedError): object {
  return { code, message, ...(place ? { place } : {}), ...(detail ? { detail } : {}), hint };
}
