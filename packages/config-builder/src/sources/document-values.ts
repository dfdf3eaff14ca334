// Reads values from the document of a lattice whose sections have been checked: takes it and a path, gives what is there.
import { posix } from 'node:path';
import type { Place } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import { type MarkedTable, nodeAt } from '../toml/marked-table.js';
import type { TomlLeaf } from '../toml/toml-value.js';

export type Document = MarkedTable<Origin>;

/** An empty table where the document has none. */
export function tableAt(document: Document, path: readonly string[]): Document {
  const node = nodeAt(document, path);
  return node?.kind === 'table' ? node : emptyTable(document.mark);
}

export function emptyTable(mark: Origin): Document {
  return { kind: 'table', entries: new Map(), mark };
}

export function valueAt(document: Document, path: readonly string[]): TomlLeaf | undefined {
  const node = nodeAt(document, path);
  return node?.kind === 'leaf' ? node.value : undefined;
}

export function textAt(document: Document, path: readonly string[]): string | undefined {
  return valueAt(document, path) as string | undefined;
}

export function textsAt(document: Document, path: readonly string[]): readonly string[] | undefined {
  return valueAt(document, path) as readonly string[] | undefined;
}

export function textsByName(table: Document): ReadonlyMap<string, string> {
  return new Map(sortedByKey(table.entries).map(([name, node]) => [name, (node as { value: string }).value]));
}

export function sortedByKey<Value>(
  entries: ReadonlyMap<string, Value>,
): readonly (readonly [string, Value])[] {
  return [...entries.keys()].sort().map((key) => [key, entries.get(key) as Value]);
}

export function sortedByName<Value extends { readonly name: string }>(
  values: readonly Value[],
): ReadonlyMap<string, Value> {
  return new Map(sortedByKey(new Map(values.map((value) => [value.name, value]))));
}

export function placeOf(mark: Origin, file: string): Place {
  return mark.place ?? { file };
}

/** `a//b/` is `a/b`. */
export function withoutEndingSlash(path: string): string {
  return posix.normalize(path).replace(/\/$/, '');
}
