// For tests of random cases: how many, and of which seed; `npm test` takes a sample, `npm run prove` many more.

/** The same in every run, unless the environment names another. */
export const seed = Number(process.env.FLAKE_LATTICE_SEED ?? 20);

const factor = Number(process.env.FLAKE_LATTICE_RUNS ?? 1);

/** @param runs how many `npm test` takes */
export function sampled(runs: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: runs * factor, seed };
}
