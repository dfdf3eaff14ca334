// What nodes build upon, as it is declared: the one form in which an order comes into this package.

/** Each node with those it extends: in any order, duplicates allowed, on a cycle or not. */
export type Edges = ReadonlyMap<string, readonly string[]>;

/** Names in one order for all machines, by code unit. */
export function compareNames(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Sorted by name, without duplicates. */
export function sortedNames(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].sort(compareNames);
}
