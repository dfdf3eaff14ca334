// What is wrong with a configuration: made into coded errors that name the key, its origin and the mend.
import { CodedError, type CodedErrorParts, formatError, quoteForShell } from '@flake-lattice/errors';
import { type Origin, showOrigin } from '../origin.js';
import type { TomlLeaf } from '../toml/toml-value.js';
import { writeKey, writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';

/** The parts of an error for a key: its place, or the variable or argument that set it, is added here. */
export function faultAt(
  origin: Origin,
  parts: Pick<CodedErrorParts, 'code' | 'message' | 'hint'>,
): CodedErrorParts {
  if (origin.place) return { ...parts, place: origin.place };
  return { ...parts, message: `${parts.message}, in \`${showOrigin(origin)}\`` };
}

/** How to write a key in the source that has it wrong. */
export function hintToWrite(origin: Origin, path: readonly string[], value: TomlLeaf): string {
  const text = writeValueOnOneLine(value);
  if (origin.layer === 'set') return `--set ${quoteForShell(`${writeKeyPath(path)}=${text}`)}`;
  if (origin.layer === 'environment') {
    return `${origin.name}=${quoteForShell(typeof value === 'string' ? value : text)}`;
  }
  return `write it like this: ${writeKey(path.at(-1) as string)} = ${text}`;
}

/** More than anyone mends before the next run. */
const mostShown = 50;

/** One error for all faults: it is the first, and the others follow as its detail. */
export function throwFaults(faults: readonly CodedErrorParts[]): void {
  const [first, ...others] = faults;
  if (first === undefined) return;
  const shown = others.slice(0, mostShown).map((fault) => formatError(new CodedError(fault)).trimEnd());
  if (others.length > mostShown) shown.push(`… and ${others.length - mostShown} that are not shown`);
  const detail = shown.join('\n');
  throw new CodedError(detail === '' ? first : { ...first, detail: `and ${others.length} more:\n${detail}` });
}
