// The order of the nodes within a page: takes their covers, gives sets below and above, joins and meets. Pure.
import type { PageNode } from '../page-data.js';

export interface Order {
  readonly numberOf: (name: string) => number | undefined;
  /** Those that a node covers, and those that cover it. */
  readonly lower: readonly (readonly number[])[];
  readonly upper: readonly (readonly number[])[];
  /** The nodes and all below any of them. */
  readonly downSet: (numbers: Iterable<number>) => ReadonlySet<number>;
  readonly upSet: (numbers: Iterable<number>) => ReadonlySet<number>;
  /** Of the down-sets of the nodes: their union, or what they share. */
  readonly join: (numbers: readonly number[]) => ReadonlySet<number>;
  readonly meet: (numbers: readonly number[]) => ReadonlySet<number>;
}

export function orderOf(nodes: readonly Pick<PageNode, 'name' | 'covers'>[]): Order {
  const numbers = new Map(nodes.map(({ name }, index) => [name, index]));
  const lower = nodes.map(({ covers }) => covers.flatMap((name) => numbers.get(name) ?? []));
  const upper: number[][] = nodes.map(() => []);
  for (const [index, below] of lower.entries()) for (const each of below) upper[each]?.push(index);
  const reach = (from: Iterable<number>, next: readonly (readonly number[])[]) => {
    const reached = new Set(from);
    // What is added meanwhile is visited too.
    for (const each of reached) for (const other of next[each] ?? []) reached.add(other);
    return reached;
  };
  const downSet = (from: Iterable<number>) => reach(from, lower);
  return {
    numberOf: (name) => numbers.get(name),
    lower,
    upper,
    downSet,
    upSet: (from) => reach(from, upper),
    join: downSet,
    meet: ([first, ...others]) => {
      if (first === undefined) return new Set();
      const sets = others.map((each) => downSet([each]));
      return new Set([...downSet([first])].filter((each) => sets.every((set) => set.has(each))));
    },
  };
}
