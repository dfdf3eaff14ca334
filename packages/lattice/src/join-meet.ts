// Join and meet: take two selections of nodes, give the union or the intersection of their down-sets.
import type { Poset } from './poset.js';

/** One node, or several: they stand for the smallest down-set that holds them. */
export type Selection = string | Iterable<string>;

/** The smallest down-set that holds both selections, in the order of the poset. */
export function joinOf(poset: Poset, one: Selection, other: Selection): readonly string[] {
  return poset.downSetOf([...namesOf(one), ...namesOf(other)]);
}

/** The largest down-set that both selections hold, in the order of the poset. */
export function meetOf(poset: Poset, one: Selection, other: Selection): readonly string[] {
  const held = new Set(poset.downSetOf(namesOf(other)));
  return poset.downSetOf(namesOf(one)).filter((name) => held.has(name));
}

function namesOf(selection: Selection): Iterable<string> {
  return typeof selection === 'string' ? [selection] : selection;
}
