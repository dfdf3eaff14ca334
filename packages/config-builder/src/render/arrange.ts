// Takes a configuration, gives it in its one order: known sections and keys as documented, all else by name.
import { knownSections } from '../schema/known-sections.js';
import { type KnownTable, namesIn } from '../schema/known-table.js';
import type { MarkedNode, MarkedTable } from '../toml/marked-table.js';
import {
  isTomlArray,
  isTomlTable,
  type TomlLeaf,
  type TomlTable,
  type TomlValue,
} from '../toml/toml-value.js';

/** The order of keys never depends on that of the sources. */
export function arrangeConfig<Mark>(config: MarkedTable<Mark>): MarkedTable<Mark> {
  return arrangeTable(config, { name: '', says: '', tables: knownSections });
}

function arrangeTable<Mark>(table: MarkedTable<Mark>, known: KnownTable | undefined): MarkedTable<Mark> {
  const names = known === undefined ? [] : namesIn(known);
  const rank = (key: string) => (names.includes(key) ? names.indexOf(key) : names.length);
  const keys = [...table.entries.keys()].sort(
    (one, other) => rank(one) - rank(other) || compareText(one, other),
  );
  const entries = keys.map((key): [string, MarkedNode<Mark>] => {
    const node = table.entries.get(key) as MarkedNode<Mark>;
    if (node.kind === 'leaf') return [key, { ...node, value: arrangeValue(node.value) as TomlLeaf }];
    const inner = known?.tables?.find(({ name }) => name === key) ?? known?.namedTables;
    return [key, arrangeTable(node, inner)];
  });
  return { ...table, entries: new Map(entries) };
}

function arrangeValue(value: TomlValue): TomlValue {
  if (typeof value !== 'object') return value;
  if (isTomlArray(value)) return value.map(arrangeValue);
  return isTomlTable(value) ? arrangeInner(value) : value;
}

function arrangeInner(table: TomlTable): TomlTable {
  const sorted = [...table].sort(([one], [other]) => compareText(one, other));
  return new Map(sorted.map(([key, value]) => [key, arrangeValue(value)]));
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
