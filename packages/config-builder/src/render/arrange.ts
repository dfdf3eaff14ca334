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
  return arrangeTable(config, knownRoot);
}

function arrangeTable<Mark>(table: MarkedTable<Mark>, known: KnownTable | undefined): MarkedTable<Mark> {
  const entries = [...table.entries].map(([key, node]): [string, MarkedNode<Mark>] => {
    if (node.kind === 'leaf') return [key, { ...node, value: arrangeValue(node.value) as TomlLeaf }];
    return [key, arrangeTable(node, knownBelow(known, key))];
  });
  return { ...table, entries: inOrder(new Map(entries), known) };
}

/** The known table that a configuration is as a whole. */
export const knownRoot: KnownTable = { name: '', says: '', tables: knownSections };

/** The known table at a key of one, if there is one. */
export function knownBelow(known: KnownTable | undefined, key: string): KnownTable | undefined {
  return known?.tables?.find(({ name }) => name === key) ?? known?.namedTables;
}

const noRanks: ReadonlyMap<string, number> = new Map();
const knownRanks = new WeakMap<KnownTable, ReadonlyMap<string, number>>();

/** The place of each name that the known table has, found once. */
function ranksIn(known: KnownTable): ReadonlyMap<string, number> {
  const present = knownRanks.get(known);
  if (present) return present;
  const ranks = new Map(namesIn(known).map((name, rank) => [name, rank]));
  knownRanks.set(known, ranks);
  return ranks;
}

/** Entries of one table in its order: what lies within them is left as it is. */
export function inOrder<Value>(
  entries: ReadonlyMap<string, Value>,
  known: KnownTable | undefined,
): ReadonlyMap<string, Value> {
  const ranks = known === undefined ? noRanks : ranksIn(known);
  const first: string[] = [];
  const others: string[] = [];
  entries.forEach((_, name) => {
    (ranks.has(name) ? first : others).push(name);
  });
  first.sort((one, other) => (ranks.get(one) as number) - (ranks.get(other) as number));
  const ordered = new Map<string, Value>();
  const add = (name: string) => ordered.set(name, entries.get(name) as Value);
  first.forEach(add);
  others.sort().forEach(add);
  return ordered;
}

/** Tables within arrays by name. */
export function arrangeValue(value: TomlValue): TomlValue {
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
