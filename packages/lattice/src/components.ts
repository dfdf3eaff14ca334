// Strongly connected components: takes declared edges, gives the sets of nodes that build upon each other.
import { compareNames, type Edges, sortedNames } from './edges.js';

interface Visit {
  readonly name: string;
  readonly below: readonly string[];
  next: number;
}

/**
 * Each component sorted by name, and the components by their first names. A name that is extended but not declared is
 * left out.
 *
 * After R. Tarjan, Depth-first search and linear graph algorithms, 1972, with a stack of its own: a chain of 10,000
 * nodes overflows that of a recursive one, such as graphology's.
 */
export function stronglyConnectedComponents(edges: Edges): readonly (readonly string[])[] {
  const components: (readonly string[])[] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const visits: Visit[] = [];

  const enter = (name: string) => {
    order.set(name, order.size);
    lowest.set(name, order.size - 1);
    open.push(name);
    isOpen.add(name);
    visits.push({ name, below: edges.get(name) ?? [], next: 0 });
  };
  const lower = (name: string, to: number) => {
    if (to < (lowest.get(name) ?? 0)) lowest.set(name, to);
  };

  for (const start of edges.keys()) {
    if (!order.has(start)) enter(start);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const below = visit.below[visit.next];
      if (below !== undefined) {
        visit.next += 1;
        if (!edges.has(below)) continue;
        if (!order.has(below)) enter(below);
        else if (isOpen.has(below)) lower(visit.name, order.get(below) ?? 0);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above) lower(above.name, lowest.get(visit.name) ?? 0);
      if (lowest.get(visit.name) !== order.get(visit.name)) continue;
      const component = open.splice(open.lastIndexOf(visit.name));
      for (const name of component) isOpen.delete(name);
      components.push(sortedNames(component));
    }
  }
  return components.sort(([one = ''], [other = '']) => compareNames(one, other));
}
