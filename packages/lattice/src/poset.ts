// The model: takes declared edges, gives the finite partial order of the nodes under "builds upon".
import { add, buildClosure, holds, placesOf } from './closure.js';
import { type Edges, sortedNames } from './edges.js';
import { rankNodes } from './ranks.js';

/** Every name that is asked about has to be an element; another one is a mistake of the caller, a plain `Error`. */
export interface Poset {
  /** All nodes, by rank, those of one rank by name: the one order in which everything here is listed. */
  readonly elements: readonly string[];
  /** As declared, sorted by name, without duplicates. */
  extendsOf(name: string): readonly string[];
  /** Those below with nothing between (the transitive reduction), sorted by name. */
  coversOf(name: string): readonly string[];
  /** The length of the longest chain below; 0 for a node that extends none. */
  rankOf(name: string): number;
  /** A node is below itself. */
  isBelow(lower: string, upper: string): boolean;
  /** The names and all below any of them. */
  downSetOf(names: Iterable<string>): readonly string[];
  /** The names and all above any of them. */
  upSetOf(names: Iterable<string>): readonly string[];
  /** Those of the names that are below no other of them. */
  maximalOf(names: Iterable<string>): readonly string[];
  /** Those of the names that are above no other of them. */
  minimalOf(names: Iterable<string>): readonly string[];
}

/** @throws Error on a cycle and on an undeclared name: callers ask `findCycle` before */
export function buildPoset(edges: Edges): Poset {
  const { elements, ranks } = rankNodes(edges);
  const places = new Map(elements.map((name, place) => [name, place]));
  const placeOf = (name: string): number => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`\`${name}\` is no element of this order`);
    return place;
  };
  const namesAt = (at: readonly number[]) => at.map((place) => elements[place] as string);
  const extended = elements.map((name) => sortedNames(edges.get(name) ?? []));
  const closure = buildClosure(extended.map((names) => names.map(placeOf)));
  const covers = closure.covers.map((at) => sortedNames(namesAt(at)));
  let users: readonly (readonly number[])[] | undefined;

  const sortedPlaces = (names: Iterable<string>) =>
    [...new Set(Array.from(names, placeOf))].sort((one, other) => one - other);
  const downSetOf = (names: Iterable<string>) => {
    const set = closure.emptySet();
    for (const name of names) {
      const place = placeOf(name);
      if (!holds(set, place)) closure.unite(set, place);
    }
    return namesAt(placesOf(set));
  };

  return {
    elements,
    extendsOf: (name) => extended[placeOf(name)] as readonly string[],
    coversOf: (name) => covers[placeOf(name)] as readonly string[],
    rankOf: (name) => ranks[placeOf(name)] as number,
    isBelow: (lower, upper) => closure.has(placeOf(upper), placeOf(lower)),
    downSetOf,
    upSetOf: (names) => {
      // Many orders are never asked for up-sets.
      users ??= usersOf(closure.covers);
      const reached = new Set(sortedPlaces(names));
      for (const place of reached) for (const user of users[place] ?? []) reached.add(user);
      return namesAt([...reached].sort((one, other) => one - other));
    },
    maximalOf: (names) => {
      const below = closure.emptySet();
      const found: number[] = [];
      for (const place of sortedPlaces(names).reverse()) {
        if (holds(below, place)) continue;
        closure.unite(below, place);
        found.push(place);
      }
      return namesAt(found.reverse());
    },
    minimalOf: (names) => {
      const at = sortedPlaces(names);
      const asked = closure.emptySet();
      for (const place of at) add(asked, place);
      return namesAt(at.filter((place) => closure.countShared(asked, place) === 1));
    },
  };
}

/** For each place those that cover it. */
function usersOf(covers: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const users: number[][] = covers.map(() => []);
  for (const [upper, lowers] of covers.entries()) for (const lower of lowers) users[lower]?.push(upper);
  return users;
}
