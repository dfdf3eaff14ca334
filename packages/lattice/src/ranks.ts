// Ranks: takes declared edges, gives how far each node is above the lowest, and all nodes in that order.
import graphology from 'graphology';
import { forEachNodeInTopologicalOrder } from 'graphology-dag';
import { compareNames, type Edges } from './edges.js';

export interface Ranking {
  /** By rank, those of one rank by name. */
  readonly elements: readonly string[];
  /** In the order of the elements. */
  readonly ranks: readonly number[];
}

/** @throws Error on a cycle and on a name that is extended but not declared */
export function rankNodes(edges: Edges): Ranking {
  const names = [...edges.keys()];
  const numbers = new Map(names.map((name, number) => [name, number]));
  // The graph keeps its nodes in plain objects, where `__proto__` is no name: numbers are their names there.
  const graph = new graphology.DirectedGraph();
  for (const number of names.keys()) graph.addNode(number);
  for (const [name, extended] of edges) {
    for (const lower of new Set(extended)) {
      const number = numbers.get(lower);
      if (number === undefined) throw new Error(`\`${name}\` extends \`${lower}\`, which is not declared`);
      graph.addDirectedEdge(number, numbers.get(name));
    }
  }
  const ranked: { readonly name: string; readonly rank: number }[] = [];
  // The generation of a node in this walk is one more than the highest below it, which is its rank.
  forEachNodeInTopologicalOrder(graph, (number, _attributes, rank) => {
    ranked.push({ name: names[Number(number)] as string, rank });
  });
  ranked.sort((one, other) => one.rank - other.rank || compareNames(one.name, other.name));
  return { elements: ranked.map(({ name }) => name), ranks: ranked.map(({ rank }) => rank) };
}
