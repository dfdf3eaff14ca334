// Takes a lattice and its order, gives for each node the external inputs that its flake declares.
import type { Lattice } from '@flake-lattice/config-builder';
import type { Poset } from '@flake-lattice/lattice';

type ExternalsOf = (node: string) => readonly string[];

const known = new WeakMap<Lattice, WeakMap<Poset, ExternalsOf>>();

/**
 * All that the node or any below it takes, and what these follow, sorted; `nixpkgs` is always one. Computed once for a
 * lattice and an order.
 */
export function planExternals(lattice: Lattice, poset: Poset): ExternalsOf {
  const ofLattice = known.get(lattice) ?? new WeakMap<Poset, ExternalsOf>();
  known.set(lattice, ofLattice);
  const externalsOf = ofLattice.get(poset) ?? computeExternals(lattice, poset);
  ofLattice.set(poset, externalsOf);
  return externalsOf;
}

function computeExternals(lattice: Lattice, poset: Poset): ExternalsOf {
  const found = new Map<string, readonly string[]>();
  // Most nodes have the same few: one list for all of these.
  const lists = new Map<string, readonly string[]>();
  for (const name of poset.elements) {
    const taken = new Set<string>();
    const take = (external: string): void => {
      if (taken.has(external)) return;
      taken.add(external);
      for (const followed of lattice.externals.get(external)?.follows.values() ?? []) take(followed);
    };
    take('nixpkgs');
    for (const lower of poset.extendsOf(name))
      for (const external of found.get(lower) ?? []) taken.add(external);
    for (const external of lattice.nodes.get(name)?.inputs ?? []) take(external);
    const sorted = [...taken].sort();
    const key = sorted.join(' ');
    const list = lists.get(key) ?? sorted;
    lists.set(key, list);
    found.set(name, list);
  }
  return (node) => found.get(node) ?? [];
}
