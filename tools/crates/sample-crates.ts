// Takes a sample of the listed crates: how many and a seed, gives as many of them in the order of the list.
import type { ListedCrate } from './crate-list.js';

/** The same seed gives the same sample, and a larger sample holds a smaller one of the same seed. */
export function sampleCrates(
  crates: readonly ListedCrate[],
  count: number,
  seed: number,
): readonly ListedCrate[] {
  const random = randomNumbers(seed);
  const shuffled = crates
    .map((crate) => ({ crate, order: random() }))
    .sort((one, other) => one.order - other.order);
  const chosen = new Set(shuffled.slice(0, count).map(({ crate }) => crate));
  return crates.filter((crate) => chosen.has(crate));
}

/** Numbers from 0 to 1, by mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
