// Tells which flakes build upon which: takes flakes with their inputs, gives for each those that its inputs lead to. Pure.
import { CodedError } from '@flake-lattice/errors';
import { findCycle } from '@flake-lattice/lattice';
import { siblingsOf } from '../project/siblings.js';
import type { FoundFlake } from './find-flakes.js';

/**
 * @param nameAt the nodes, those that are adopted and those that are there, by the folder of their flake
 * @returns for each flake that is adopted, by name, the nodes that it builds upon, sorted
 * @throws CodedError NODE_CYCLE
 */
export function edgesOfFlakes(
  flakes: readonly FoundFlake[],
  nameAt: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const edges = new Map(
    flakes.map((flake) => {
      const below = [...siblingsOf(flake.at, flake.inputs).values()].flatMap(
        (folder) => nameAt.get(folder) ?? [],
      );
      return [nameAt.get(flake.at) as string, [...new Set(below)].sort()];
    }),
  );
  const circle = findCycle(edges);
  if (circle === undefined) return edges;
  const [first] = circle;
  const shown = flakes.find(({ at }) => nameAt.get(at) === first)?.shown ?? '';
  throw new CodedError({
    code: 'NODE_CYCLE',
    message: `a circle: ${circle.map((name) => `\`${name}\``).join(' builds upon ')}`,
    hint: 'take one of the inputs out: Nix does not read flakes that are inputs of each other',
    place: { file: shown },
  });
}
