// For tests: all partial orders on a few labelled points, and random edges.
import type { Edges } from './edges.js';

export const labels = ['a', 'b', 'c', 'd', 'e'] as const;

/**
 * Every strict partial order on the first `count` labels, each as all its pairs: 1, 3, 19, 219 and 4,231 of them for one
 * to five points (sequence A001035 of the OEIS).
 */
export function* allPosets(count: number): Generator<Edges> {
  const points = labels.slice(0, count);
  const pairs = points.flatMap((one, index) => points.slice(index + 1).map((other) => [one, other] as const));
  for (let choice = 0; choice < 3 ** pairs.length; choice += 1) {
    const below = new Map(points.map((point) => [point as string, new Set<string>()]));
    let left = choice;
    for (const [one, other] of pairs) {
      if (left % 3 === 1) below.get(other)?.add(one);
      if (left % 3 === 2) below.get(one)?.add(other);
      left = Math.floor(left / 3);
    }
    const isTransitive = [...below.values()].every((lowers) =>
      [...lowers].every((lower) => [...(below.get(lower) ?? [])].every((lowest) => lowers.has(lowest))),
    );
    if (isTransitive) yield new Map([...below].map(([point, lowers]) => [point, [...lowers]]));
  }
}

/** The transitive closure, by the definition: all that can be reached, and the point itself. */
export function reachableFrom(edges: Edges, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) for (const below of edges.get(name) ?? []) reached.add(below);
  return reached;
}
