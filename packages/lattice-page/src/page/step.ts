// Where an arrow key leads: takes a node and a direction, gives the node along a cover or beside it in its rank. Pure.
import type { Layout } from '../layout-data.js';
import type { PageNode } from '../page-data.js';
import type { Order } from './order.js';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

export function step(
  from: number,
  direction: Direction,
  nodes: readonly Pick<PageNode, 'rank'>[],
  places: Layout['places'],
  order: Pick<Order, 'lower' | 'upper'>,
): number | undefined {
  if (direction === 'first') return nodes.length === 0 ? undefined : 0;
  if (direction === 'last') return nodes.length === 0 ? undefined : nodes.length - 1;
  const at = (index: number) => places[index]?.x ?? 0;
  if (direction === 'up' || direction === 'down') {
    const next = (direction === 'up' ? order.upper : order.lower)[from] ?? [];
    const distance = (index: number) => Math.abs(at(index) - at(from));
    return [...next].sort((one, other) => distance(one) - distance(other) || one - other)[0];
  }
  const rank = nodes[from]?.rank;
  const beside = nodes.flatMap((node, index) => (node.rank === rank ? [index] : []));
  beside.sort((one, other) => at(one) - at(other) || one - other);
  return beside[beside.indexOf(from) + (direction === 'right' ? 1 : -1)];
}
