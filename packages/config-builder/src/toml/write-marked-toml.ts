// Takes a marked table, gives the document that writeToml gives of its values: tables that come again are written once.
import { type MarkedTable, valueOfNode } from './marked-table.js';
import { isTomlArray, isTomlTable, type TomlValue } from './toml-value.js';
import { writeToml } from './write-toml.js';

/** Of a table at the top of documents, by its key there: nodes of a lattice share most of their tables. */
const written = new WeakMap<MarkedTable<unknown>, { readonly key: string; readonly text: string }>();

/** The same bytes as `writeToml(withoutMarks(table))`. */
export function writeMarkedToml(table: MarkedTable<unknown>): string {
  const loose = new Map<string, TomlValue>();
  let blocks = '';
  const add = (text: string) => {
    blocks += blocks === '' || text === '' ? text : `\n${text}`;
  };
  // Runs for each table of each node, and an iterator makes an object for each entry.
  table.entries.forEach((node, key) => {
    if (node.kind === 'table') add(writeSection(key, node));
    else if (isArrayOfTables(node.value)) add(writeToml(new Map([[key, node.value]])));
    else loose.set(key, node.value);
  });
  if (loose.size === 0) return blocks;
  return [writeToml(loose), blocks].filter((text) => text !== '').join('\n');
}

function writeSection(key: string, table: MarkedTable<unknown>): string {
  const known = written.get(table);
  if (known?.key === key) return known.text;
  const text = writeToml(new Map([[key, valueOfNode(table)]]));
  written.set(table, { key, text });
  return text;
}

function isArrayOfTables(value: TomlValue): boolean {
  return isTomlArray(value) && value.length > 0 && value.every(isTomlTable);
}
