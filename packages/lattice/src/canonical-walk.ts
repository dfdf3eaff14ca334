// The walk that canonical paths come from: takes an order and one of its nodes, goes down depth first, and tells of each
// edge whether it is the first to its lower end.
import type { Poset } from './poset.js';

/** Nodes are known by their places in the elements of the poset. It holds until the next walk of the same poset. */
export interface CanonicalWalk {
  /** All below, in the order in which the walk comes to them. */
  readonly reached: Int32Array;
  /** How many names the canonical path to a place has. */
  readonly lengthTo: (place: number) => number;
  /** The place of the first name of that path. */
  readonly firstTo: (place: number) => number;
  readonly pathTo: (place: number) => readonly string[];
}

/** An edge that is not on the canonical path of its lower end; `upper` is -1 for the node that the walk is from. */
export type SecondEdge = (upper: number, lower: number, walk: CanonicalWalk) => void;

/** Costs as much as the down-set has edges, and makes no object for any of them: all nodes of a lattice are walked from. */
export function walkCanonically(poset: Poset, name: string, onSecondEdge?: SecondEdge): CanonicalWalk {
  const known = walkers.get(poset) ?? createWalker(poset);
  walkers.set(poset, known);
  return known(name, onSecondEdge);
}

type Walker = (name: string, onSecondEdge?: SecondEdge) => CanonicalWalk;

const walkers = new WeakMap<Poset, Walker>();

const none = -1;

function createWalker(poset: Poset): Walker {
  const { elements } = poset;
  const places = new Map(elements.map((name, place) => [name, place]));
  const orders: (readonly number[] | undefined)[] = new Array(elements.length);
  const belowAt = (place: number): readonly number[] => {
    const order =
      orders[place] ?? inOrder(poset, elements[place] as string).map((name) => places.get(name) as number);
    orders[place] = order;
    return order;
  };
  const makeArray = () => new Int32Array(elements.length);
  /** In which walk a place was reached last. */
  const reachedIn = makeArray();
  const [above, first, length, order] = [makeArray(), makeArray(), makeArray(), makeArray()];
  const [stack, next] = [makeArray(), makeArray()];
  let walks = 0;
  const pathTo = (place: number) => {
    const path = new Array<string>(length[place] as number);
    for (let each = place; each !== none; each = above[each] as number) {
      path[(length[each] as number) - 1] = elements[each] as string;
    }
    return path;
  };
  return (name, onSecondEdge) => {
    walks += 1;
    let count = 0;
    const walk = {
      reached: order,
      lengthTo: (place: number) => length[place] as number,
      firstTo: (place: number) => first[place] as number,
      pathTo,
    };
    const start = places.get(name);
    if (start === undefined) throw new Error(`\`${name}\` is no element of this order`);
    let depth = 0;
    stack[0] = start;
    next[0] = 0;
    while (depth >= 0) {
      const lower = belowAt(stack[depth] as number)[next[depth] as number];
      if (lower === undefined) {
        depth -= 1;
        continue;
      }
      next[depth] = (next[depth] as number) + 1;
      const upper = depth === 0 ? none : (stack[depth] as number);
      if (reachedIn[lower] === walks) {
        onSecondEdge?.(upper, lower, walk);
        continue;
      }
      reachedIn[lower] = walks;
      above[lower] = upper;
      first[lower] = upper === none ? lower : (first[upper] as number);
      depth += 1;
      length[lower] = depth;
      order[count] = lower;
      count += 1;
      stack[depth] = lower;
      next[depth] = 0;
    }
    return { ...walk, reached: order.subarray(0, count) };
  };
}

/** Those that a node extends: the redundant ones before all that are above them. */
function inOrder(poset: Poset, name: string): readonly string[] {
  const extended = poset.extendsOf(name);
  if (extended.length < 2) return extended;
  const byRank = (one: string, other: string) => poset.rankOf(one) - poset.rankOf(other);
  // Both are sorted by name, and sorting keeps that within a rank.
  const highest = [...poset.coversOf(name)].sort(byRank);
  const lower = extended.filter((each) => !highest.includes(each)).sort(byRank);
  return [...lower, ...highest.reverse()];
}
