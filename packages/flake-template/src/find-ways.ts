// Takes an order and a node, gives the ways to the nodes below whose flakes no generator knows whole.
import type { Lattice } from '@flake-lattice/config-builder';
import type { Poset } from '@flake-lattice/lattice';
import { type AdoptedNames, inputNameIn } from './input-names.js';
import type { Way } from './plan-flake.js';

/** Its text is not ours: a template of the user's own, ejected, or adopted. It may leave out what composes nodes. */
export function isFreeForm(lattice: Lattice, name: string): boolean {
  const node = lattice.nodes.get(name);
  return node?.template.kind === 'file' || node?.ejected === true || node?.flake !== undefined;
}

/**
 * Where a direct input is such a flake, all that its own flake would have told: the direct inputs, and below the
 * free-form ones, through their inputs, down to the first that are generated. `null` where there is none.
 */
export function findWays(
  lattice: Lattice,
  poset: Poset,
  name: string,
  adopted: AdoptedNames = new Map(),
): readonly Way[] | null {
  const direct = lattice.nodes.get(name)?.extends ?? [];
  if (!direct.some((extended) => isFreeForm(lattice, extended))) return null;
  const generated = direct.filter((extended) => !isFreeForm(lattice, extended));
  // What these lead to, they tell.
  const told = new Set(poset.downSetOf(generated).filter((lower) => !generated.includes(lower)));
  const ways: Way[] = [];
  const follow = (node: string, path: readonly string[]): void => {
    if (told.has(node)) return;
    told.add(node);
    ways.push({ name: node, rank: poset.rankOf(node), path });
    if (!isFreeForm(lattice, node)) return;
    for (const lower of poset.extendsOf(node)) {
      const input = inputNameIn(adopted, node, lower);
      if (input !== undefined) follow(lower, [...path, 'inputs', input]);
    }
  };
  for (const extended of direct) follow(extended, [extended]);
  return ways;
}
