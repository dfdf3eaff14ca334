// For tests of random cases: how many, and of which seed; `npm test` takes a sample, `npm run prove` many more.

/** The same in every run, unless the environment names another. */
export const seed = Number(process.env.FLAKE_LATTICE_SEED ?? 20);

const factor = Number(process.env.FLAKE_LATTICE_RUNS ?? 1);

/** @param runs how many `npm test` takes */
export function sampled(runs: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: runs * factor, seed };
}

/** Numbers from 0 up to 1, 1 left out, spread evenly: those of fast-check lean to the ends, for they look for faults. */
export function evenNumbers(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
