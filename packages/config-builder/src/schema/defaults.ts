// Takes the known sections, gives the configuration of their defaults: the weakest source.
import type { Origin } from '../origin.js';
import type { MarkedNode, MarkedTable } from '../toml/marked-table.js';
import { knownSections } from './known-sections.js';
import type { KnownTable } from './known-table.js';

const mark: Origin = { layer: 'default', name: 'default' };

export function defaultConfig(): MarkedTable<Origin> {
  return { kind: 'table', entries: new Map(knownSections.flatMap(defaultsOfTable)), mark };
}

/** A table without defaults is left out. */
function defaultsOfTable({ name, keys = [], tables = [] }: KnownTable): [string, MarkedNode<Origin>][] {
  const entries: [string, MarkedNode<Origin>][] = keys.flatMap((key) =>
    key.default === undefined ? [] : [[key.name, { kind: 'leaf', value: key.default, mark }]],
  );
  entries.push(...tables.flatMap(defaultsOfTable));
  return entries.length === 0 ? [] : [[name, { kind: 'table', entries: new Map(entries), mark }]];
}
