// Takes a TOML key or value, gives its text on one or more lines: the one place that writes through @iarna/toml.
//
// That library lays out arrays and escapes strings, with these gaps, each mended here and held by a test: it escapes
// only the first control character of a string; prints `1.0` as `1`, `1e-7` as `1e-7.undefined` and large integers with
// underscores; rewrites dates to UTC; reorders keys such as `1`, and takes a table with a key `toISOString` for a date.
// Hence it never sees numbers, dates or tables: it is handed their finished text as an object with `toISOString`, which
// it prints as it is.
import toml from '@iarna/toml';
import { isTomlArray, isTomlTable, type TomlTable, type TomlValue } from './toml-value.js';

class FinishedText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toISOString(): string {
    return this.#text;
  }

  /** The library leaves out a date that is not a number. */
  valueOf(): number {
    return 0;
  }
}

/** A key, bare where TOML allows it, quoted otherwise. */
export function writeKey(key: string): string {
  return /^[-A-Za-z0-9_]+$/.test(key) ? key : writeValue(key);
}

/** Keys joined by dots, as a header or a dotted key. */
export function writeKeyPath(path: readonly string[]): string {
  return path.map(writeKey).join('.');
}

/** A value as it stands after `=`. Long arrays take several lines. A table is written inline. */
export function writeValue(value: TomlValue): string {
  return escapeControls(toml.stringify.value(asWritable(value) as toml.AnyJson));
}

/** A value on one line. Line feeds within strings are escaped, so that those of the text are layout. */
export function writeValueOnOneLine(value: TomlValue): string {
  return writeValue(value).replace(/\n */g, ' ');
}

function asWritable(value: TomlValue): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return new FinishedText(String(value));
  if (typeof value === 'number') return new FinishedText(writeFloat(value));
  if (isTomlArray(value)) return value.length === 0 ? new FinishedText('[]') : value.map(asWritable);
  return new FinishedText(isTomlTable(value) ? writeInlineTable(value) : value.text);
}

function writeFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Without line breaks, which TOML 1.0 does not allow between the braces. */
function writeInlineTable(table: TomlTable): string {
  if (table.size === 0) return '{}';
  const pairs = [...table].map(([key, value]) => `${writeKey(key)} = ${writeValueOnOneLine(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, (character) => {
    return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
  });
}
