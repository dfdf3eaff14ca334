// Takes the known sections, gives a Markdown table of every key: the one list of them for people.
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import { type KeyType, sayType } from './key-type.js';
import { knownSections } from './known-sections.js';
import type { KnownKey, KnownTable } from './known-table.js';
import { textForms } from './text-form.js';

/** In documented order, columns aligned. */
export function documentKeys(): string {
  const rows = knownSections.flatMap((section) => rowsOf(section, [section.name]));
  return markdownTable([['Key', 'Value', 'Default', 'Purpose'], ...rows]);
}

function rowsOf(
  { keys = [], tables = [], named, namedTables }: KnownTable,
  path: readonly string[],
): string[][] {
  const below = writeKeyPath(path);
  return [
    ...keys.map((key) => rowOf(key, `${below}.${writeKeyPath([key.name])}`)),
    ...(named ? [rowOf(named, `${below}.${named.name}`)] : []),
    ...tables.flatMap((table) => rowsOf(table, [...path, table.name])),
    ...(namedTables?.keys ?? []).map((key) => rowOf(key, `${below}.${namedTables?.name}.${key.name}`)),
  ];
}

function rowOf({ type, says, default: value }: KnownKey, name: string): string[] {
  const shown = value === undefined ? '' : `\`${writeValueOnOneLine(value)}\``;
  return [`\`${name}\``, shortType(type), shown, says];
}

/** Without the article. */
function shortType(type: KeyType): string {
  const said = type.kind === 'string' && type.form !== 'text' ? textForms[type.form].says : sayType(type);
  return said.replace(/^an? /, '');
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const [head = [], ...body] = rows;
  return line(head) + line(widths.map((width) => '-'.repeat(width))) + body.map(line).join('');
}
