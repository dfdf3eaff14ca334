// The walk that canonical paths come from: takes an order and one of its nodes, goes down depth first, and tells of each
// edge whether it is the first to its lower end.
import type { Poset } from './poset.js';

/** A canonical path as a list from its end, so that none is written out that nobody asks for. */
export interface Way {
  readonly name: string;
  /** Nothing where the node is extended directly. */
  readonly above: Way | undefined;
  /** The first name of the path. */
  readonly first: string;
  /** How many names it has. */
  readonly length: number;
}

/** An edge that is not on the canonical path of its lower end; `upper` is nothing for the node that the walk is from. */
export type SecondEdge = (upper: Way | undefined, lower: Way) => void;

/** Costs as much as the down-set has edges. */
export function walkCanonically(
  poset: Poset,
  name: string,
  onSecondEdge: SecondEdge,
): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  const visits: Visit[] = [{ way: undefined, below: inOrder(poset, name), next: 0 }];
  for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
    const lower = visit.below[visit.next];
    if (lower === undefined) {
      visits.pop();
      continue;
    }
    visit.next += 1;
    const known = ways.get(lower);
    if (known) {
      onSecondEdge(visit.way, known);
      continue;
    }
    const above = visit.way;
    const way = { name: lower, above, first: above?.first ?? lower, length: (above?.length ?? 0) + 1 };
    ways.set(lower, way);
    visits.push({ way, below: inOrder(poset, lower), next: 0 });
  }
  return ways;
}

interface Visit {
  readonly way: Way | undefined;
  readonly below: readonly string[];
  next: number;
}

export function waysPath(way: Way): readonly string[] {
  const path = new Array<string>(way.length);
  for (let each: Way | undefined = way; each; each = each.above) path[each.length - 1] = each.name;
  return path;
}

const orders = new WeakMap<Poset, Map<string, readonly string[]>>();

/** Those that a node extends: the redundant ones before all that are above them. Every walk through the node asks. */
function inOrder(poset: Poset, name: string): readonly string[] {
  const known = orders.get(poset) ?? new Map<string, readonly string[]>();
  orders.set(poset, known);
  const found = known.get(name);
  if (found) return found;
  const extended = poset.extendsOf(name);
  const highest = new Set(poset.maximalOf(extended));
  const lower = extended.filter((each) => !highest.has(each));
  lower.sort((one, other) => poset.rankOf(one) - poset.rankOf(other));
  const order = [...lower, ...[...highest].reverse()];
  known.set(name, order);
  return order;
}
