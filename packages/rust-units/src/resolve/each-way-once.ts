// Resolves names that ask for each other in circles: takes a lookup, gives one that ends, and that remembers.
import type { Module } from '../read/crate-source.js';
import type { Target } from './target.js';

type LookUp = (module: Module, name: string) => readonly Target[];

/**
 * Modules may bring each other in by globs. Each way round is gone once: where a name is met again while it is looked up, it
 * leads to what is found at hand.
 *
 * @param lookUpNow which may ask for the lookup that comes of this
 * @param atHand what is found without asking any further
 */
export function eachWayOnce(lookUpNow: LookUp, atHand: LookUp): LookUp {
  const found = new Map<Module, Map<string, readonly Target[]>>();
  const underway = new Set<string>();
  const numbers = new Map<Module, number>();
  /** How often a name was met again while it was looked up: what was found then is not the whole. */
  let circles = 0;
  /** What was found in circles on the way to the name that is looked up. */
  const onTheWay = new Map<string, readonly Target[]>();

  return (module, name) => {
    let known = found.get(module);
    if (known === undefined) {
      known = new Map();
      found.set(module, known);
    }
    const before = known.get(name);
    if (before) return before;
    if (!numbers.has(module)) numbers.set(module, numbers.size);
    const key = `${numbers.get(module)} ${name}`;
    if (underway.has(key)) {
      circles += 1;
      return atHand(module, name);
    }
    const met = onTheWay.get(key);
    if (met) {
      circles += 1;
      return met;
    }
    underway.add(key);
    const circlesBefore = circles;
    const targets = lookUpNow(module, name);
    underway.delete(key);
    if (underway.size === 0 || circles === circlesBefore) known.set(name, targets);
    else onTheWay.set(key, targets);
    if (underway.size === 0) onTheWay.clear();
    return targets;
  };
}
