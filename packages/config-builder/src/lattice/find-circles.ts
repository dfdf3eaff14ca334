// Looks for circles in edges: takes them, gives one fault for each knot, with a circle of it in its order. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import { type Edges, findCycle, stronglyConnectedComponents } from '@flake-lattice/lattice';
import { writeKeyPath } from '../toml/write-literal.js';
import type { FaultAtPath } from './fault-at-path.js';

/** One fault for each knot of names that all lead to each other, with a circle of it. */
export function faultsOfCircles(
  given: Edges,
  pathOf: (name: string) => readonly string[],
  at: FaultAtPath,
): readonly CodedErrorParts[] {
  const edges = withoutSelves(given);
  if (findCycle(edges) === undefined) return [];
  const knots = stronglyConnectedComponents(edges).filter(({ length }) => length > 1);
  const faults = knots.map((knot) => {
    const inside = new Set(knot);
    const within = new Map(
      [...knot].sort().map((name) => [name, (edges.get(name) ?? []).filter((end) => inside.has(end))]),
    );
    const circle = findCycle(within) ?? [];
    const [first = '', second = ''] = circle;
    return {
      first,
      fault: at(pathOf(first), {
        code: 'NODE_CYCLE',
        message: `a circle: ${circle.map((name) => `\`${name}\``).join(' builds upon ')}`,
        hint: `take one of them out: ${JSON.stringify(second)} out of \`${writeKeyPath(pathOf(first))}\`, or a later one`,
      }),
    };
  });
  return faults.sort((one, other) => (one.first < other.first ? -1 : 1)).map(({ fault }) => fault);
}

/** Edges of a node to itself, and to names that are not there, are faults of their own. */
function withoutSelves(edges: Edges): Edges {
  return new Map(
    [...edges].map(([name, ends]) => [name, ends.filter((end) => end !== name && edges.has(end))]),
  );
}
