// Lays a diagram out in ranks: takes nodes with their covers, gives a place to each and a way to each cover. Pure.
import {
  coordGreedy,
  coordSimplex,
  decrossDfs,
  decrossTwoLayer,
  graphStratify,
  type Layering,
  sugiyama,
} from 'd3-dag';
import { gaps, type LaidOutNode, type Layout, nodeHeight, widthOf } from './layout-data.js';
import { stackRanks } from './stack-ranks.js';

/** More than these take too long by the finer ways of placing. */
const [fewNodes, someNodes] = [120, 600];

/** @param nodes sorted by rank, so that what covers stands behind what it covers */
export function layOut(nodes: readonly LaidOutNode[]): Layout {
  if (nodes.length === 0) return { width: 0, height: 0, places: [], bands: [], ways: [] };
  const numbers = new Map(nodes.map(({ name }, index) => [name, index]));
  const covers = (node: LaidOutNode) => node.covers.filter((name) => numbers.has(name));
  const graph = graphStratify()(
    nodes.map((node) => ({ id: node.name, rank: node.rank, parentIds: covers(node) })),
  );
  const decross = decrossTwoLayer()
    .inits([decrossDfs()])
    .passes(nodes.length > fewNodes ? 4 : 24);
  const size = (node: { readonly data: { readonly id: string } }): [number, number] => [
    widthOf(node.data.id),
    nodeHeight,
  ];
  sugiyama()
    .layering(byRank)
    .decross(nodes.length > someNodes ? decrossDfs() : decross)
    .coord(nodes.length > fewNodes ? coordGreedy() : coordSimplex())
    .nodeSize(size)
    .gap([gaps.across, gaps.ranks])(graph);
  const across: number[] = [];
  for (const { data, x } of graph.nodes()) across[numbers.get(data.id) as number] = x;
  const ways = [...graph.links()].map(({ source, target, points }) => ({
    lower: numbers.get(source.data.id) as number,
    upper: numbers.get(target.data.id) as number,
    turns: points.slice(1, -1).map(([x]) => x),
  }));
  ways.sort((one, other) => one.upper - other.upper || one.lower - other.lower);
  return stackRanks(nodes, across, ways);
}

/** The library's own ways of layering move what stands apart from the rest. Gives the highest layer. */
const byRank: Layering<{ readonly rank: number }, unknown> = (graph) => {
  let highest = 0;
  for (const node of graph.nodes()) {
    node.y = node.data.rank;
    highest = Math.max(highest, node.y);
  }
  return highest;
};
