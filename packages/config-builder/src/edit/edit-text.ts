// Changes the text of a TOML document at one place: takes the text, what is to be so, and gives the text with that.
import { CodedError, isCodedError } from '@flake-lattice/errors';
import type { MarkedTable } from '../toml/marked-table.js';
import { withoutMarks } from '../toml/marked-table.js';
import { parseToml } from '../toml/parse-toml.js';
import { readToml } from '../toml/read-toml.js';
import { equalToml, isTomlArray, type TomlTable, type TomlValue } from '../toml/toml-value.js';
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import {
  samePath,
  startsWith,
  type WrittenDocument,
  type WrittenKey,
  writtenDocument,
} from './written-keys.js';

export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text with one key of a table set: its value replaced, or the key added where the table is written. Nothing else
 * changes; the result is read again and held against what it is to be.
 *
 * @param table the path of a table that the document has
 * @throws LATTICE_NOT_EDITABLE with the lines to write by hand; CONFIG_SYNTAX for a text that is no TOML
 */
export function setKeyInText(
  text: string,
  table: readonly string[],
  key: string,
  value: TomlValue,
  shown: string,
): string {
  const literal = writeInlineValue(value);
  const lines = [`[${writeKeyPath(table)}]`, `${writeKeyPath([key])} = ${literal}`];
  const before = withoutMarks(readToml(text, shown));
  const document = writtenDocument(parseToml(text, shown));
  const change = changeForKey(text, document, table, key, literal) ?? appended(text, lines);
  return verified(text, change, withKey(before, [...table, key], value), lines, shown);
}

/** As people write it on one line: without the spaces that a generated file has within brackets. */
export function writeInlineValue(value: TomlValue): string {
  return isTomlArray(value) ? `[${value.map(writeInlineValue).join(', ')}]` : writeValueOnOneLine(value);
}

/** The text with lines at its end, an empty line before them. */
export function appended(text: string, lines: readonly string[]): TextChange {
  const eol = endOfLine(text);
  const gap =
    text === '' || text.endsWith('\n\n') || text.endsWith('\n\r\n')
      ? ''
      : text.endsWith('\n')
        ? eol
        : eol + eol;
  return { from: text.length, to: text.length, text: `${gap}${lines.join(eol)}${eol}` };
}

/**
 * Applies a change, when the text then says just what it is to say.
 *
 * @throws LATTICE_NOT_EDITABLE with the lines to write by hand
 */
export function verified(
  text: string,
  { from, to, text: replacement }: TextChange,
  wanted: TomlTable,
  lines: readonly string[],
  shown: string,
): string {
  const changed = text.slice(0, from) + replacement + text.slice(to);
  const read = readOrUndefined(changed, shown);
  if (read && equalToml(withoutMarks(read), wanted)) return changed;
  throw new CodedError({
    code: 'LATTICE_NOT_EDITABLE',
    message: `\`${shown}\` is written in a way that cannot be added to safely, and was left as it is`,
    hint: `write by hand what these lines say:\n${lines.join('\n')}`,
    place: { file: shown },
  });
}

function readOrUndefined(text: string, shown: string): MarkedTable<unknown> | undefined {
  try {
    return readToml(text, shown);
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

/** The same document with another value at a path; tables on the way are made. */
export function withKey(table: TomlTable, [key, ...rest]: readonly string[], value: TomlValue): TomlTable {
  if (key === undefined) throw new Error('a key has a path of at least one part');
  const present = table.get(key);
  const inner = present instanceof Map ? (present as TomlTable) : new Map<string, TomlValue>();
  return new Map([...table, [key, rest.length === 0 ? value : withKey(inner, rest, value)]]);
}

function changeForKey(
  text: string,
  { headers, keys }: WrittenDocument,
  table: readonly string[],
  key: string,
  literal: string,
): TextChange | undefined {
  const path = [...table, key];
  const present = keys.find((written) => samePath(written.path, path));
  if (present) {
    const [from, to] = present.keyValue.value.range;
    return { from, to, text: literal };
  }
  const pair = `${writeKeyPath([key])} = ${literal}`;
  const header = headers.find((written) => samePath(written.path, table));
  if (header) {
    const last = header.table.body.at(-1);
    const indent = last === undefined ? '' : indentOf(text, last.range[0]);
    return onNewLine(text, last?.range[1] ?? header.table.key.range[1], indent + pair);
  }
  const inline = keys.find(
    ({ path: at, keyValue }) => samePath(at, table) && keyValue.value.type === 'TOMLInlineTable',
  );
  if (inline) return intoInlineTable(inline, pair);
  const dotted = keys
    .filter((written) => startsWith(written.path, table) && !startsWith(written.holder, table))
    .at(-1);
  if (dotted) return besideDotted(text, dotted, [...path.slice(dotted.holder.length)], literal);
  const below = headers.find((written) => startsWith(written.path, table));
  if (!below) return undefined;
  const start = startOfLine(text, below.table.range[0]);
  const eol = endOfLine(text);
  return { from: start, to: start, text: `[${writeKeyPath(table)}]${eol}${pair}${eol}${eol}` };
}

function besideDotted(
  text: string,
  { keyValue, isInline }: WrittenKey,
  path: readonly string[],
  literal: string,
): TextChange {
  const pair = `${writeKeyPath(path)} = ${literal}`;
  const [start, end] = keyValue.range;
  if (isInline) return { from: end, to: end, text: `, ${pair}` };
  return onNewLine(text, end, indentOf(text, start) + pair);
}

function intoInlineTable({ keyValue }: WrittenKey, pair: string): TextChange {
  const { value } = keyValue;
  if (value.type !== 'TOMLInlineTable') throw new Error('it was found as an inline table');
  const last = value.body.at(-1);
  if (last) return { from: last.range[1], to: last.range[1], text: `, ${pair}` };
  return { from: value.range[0], to: value.range[1], text: `{ ${pair} }` };
}

/** Behind the line that holds an offset, with its comment. */
function onNewLine(text: string, offset: number, line: string): TextChange {
  const eol = endOfLine(text);
  const lineFeed = text.indexOf('\n', offset);
  if (lineFeed === -1) return { from: text.length, to: text.length, text: `${eol}${line}` };
  return { from: lineFeed + 1, to: lineFeed + 1, text: `${line}${eol}` };
}

function indentOf(text: string, offset: number): string {
  const before = text.slice(startOfLine(text, offset), offset);
  return /^[ \t]*$/.test(before) ? before : '';
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** That of the first line. */
function endOfLine(text: string): '\n' | '\r\n' {
  return /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
}
