// Takes a lattice and its order, gives the external inputs of each node: its own, and those of all below it. Pure.
import type { Poset } from '@flake-lattice/lattice';
import type { Lattice } from '../sources/lattice-record.js';

/** Without `nixpkgs`, which every node has. Sorted by name. */
export function externalsBelow({ nodes }: Lattice, poset: Poset): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const name of poset.elements) {
    const own = (nodes.get(name)?.inputs ?? []).filter((input) => input !== 'nixpkgs');
    const lists = [...poset.coversOf(name).map((below) => found.get(below) ?? []), own].filter(
      ({ length }) => length > 0,
    );
    const [first = []] = lists;
    found.set(name, lists.every((list) => list === first) ? first : [...new Set(lists.flat())].sort());
  }
  return found;
}
