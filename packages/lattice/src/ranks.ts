// Ranks: takes declared edges, gives how far each node is above the lowest, and all nodes in that order.
import { compareNames, type Edges } from './edges.js';

export interface Ranking {
  /** By rank, those of one rank by name. */
  readonly elements: readonly string[];
  /** In the order of the elements. */
  readonly ranks: readonly number[];
}

/**
 * After A. B. Kahn, Topological sorting of large networks, 1962, one rank after the other.
 *
 * @throws Error on a cycle and on a name that is extended but not declared
 */
export function rankNodes(edges: Edges): Ranking {
  const users = new Map<string, string[]>();
  for (const name of edges.keys()) users.set(name, []);
  /** How many of those that a node extends have no rank yet. */
  const waiting = new Map<string, number>();
  let rank: string[] = [];
  for (const [name, extended] of edges) {
    const lowers = extended.length < 2 ? extended : [...new Set(extended)];
    for (const lower of lowers) {
      const above = users.get(lower);
      if (above === undefined) throw new Error(`\`${name}\` extends \`${lower}\`, which is not declared`);
      above.push(name);
    }
    if (lowers.length === 0) rank.push(name);
    else waiting.set(name, lowers.length);
  }
  const elements: string[] = [];
  const ranks: number[] = [];
  for (let number = 0; rank.length > 0; number += 1) {
    const next: string[] = [];
    for (const name of rank.sort(compareNames)) {
      elements.push(name);
      ranks.push(number);
      for (const user of users.get(name) as string[]) {
        const left = (waiting.get(user) as number) - 1;
        waiting.set(user, left);
        if (left === 0) next.push(user);
      }
    }
    rank = next;
  }
  if (elements.length < edges.size) throw new Error('the edges are not acyclic');
  return { elements, ranks };
}
