// Takes the known sections, gives a Markdown table of every key: the one list of them for people.
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import { type KeyType, sayType } from './key-type.js';
import { knownSections } from './known-sections.js';
import type { KnownKey, KnownTable } from './known-table.js';
import { latticeSections } from './lattice-sections.js';
import { textForms } from './text-form.js';

/** The keys of a configuration, in documented order, columns aligned. */
export function documentKeys(): string {
  return documentSections(knownSections);
}

/** The keys of lattice.toml, likewise. */
export function documentLatticeKeys(): string {
  return documentSections(latticeSections);
}

function documentSections(sections: readonly KnownTable[]): string {
  const rows = sections.flatMap((section) => rowsOf(section, [section.name]));
  return markdownTable([['Key', 'Value', 'Default', 'Purpose'], ...rows]);
}

function rowsOf(
  { says, keys = [], tables = [], named, namedTables, free }: KnownTable,
  path: readonly string[],
): string[][] {
  const below = writePath(path);
  if (free) return [[`\`${below}\``, 'configuration', '', says]];
  return [
    ...keys.map((key) => rowOf(key, `${below}.${writeKeyPath([key.name])}`)),
    ...(named ? [rowOf(named, `${below}.${named.name}`)] : []),
    ...tables.flatMap((table) => rowsOf(table, [...path, table.name])),
    ...(namedTables ? rowsOf(namedTables, [...path, namedTables.name]) : []),
  ];
}

/** A free table stands for itself; names that the user chooses stand in angle brackets. */
function writePath(path: readonly string[]): string {
  return path.map((name) => (name.startsWith('<') ? name : writeKeyPath([name]))).join('.');
}

function rowOf({ type, says, default: value }: KnownKey, name: string): string[] {
  const shown = value === undefined ? '' : `\`${writeValueOnOneLine(value)}\``;
  return [`\`${name}\``, shortType(type), shown, says];
}

/** Without the article. */
export function shortType(type: KeyType): string {
  const said = type.kind === 'string' && type.form !== 'text' ? textForms[type.form].says : sayType(type);
  return said.replace(/^(?:an?|the) /, '');
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const [head = [], ...body] = rows;
  return line(head) + line(widths.map((width) => '-'.repeat(width))) + body.map(line).join('');
}
