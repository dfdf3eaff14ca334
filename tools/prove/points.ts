// The points that can be proven in full: which tests show each, and how far they go.

export interface Point {
  /** One sentence. */
  readonly proves: string;
  /** Paths of test files, as jest takes them. */
  readonly tests: readonly string[];
  /** What makes the tests go all the way. */
  readonly env: Readonly<Record<string, string>>;
}

export const points = {
  'fresh-clone': {
    proves: 'in a fresh clone, as another user with nothing but /usr/bin, the two commands work',
    tests: ['tools/end-to-end/fresh-clone'],
    env: { FLAKE_LATTICE_FRESH_CLONE: 'with-tests' },
  },
  'first-design': {
    proves: 'the commands of the layers work one by one, with the oldest and the newest Nix',
    tests: ['tools/end-to-end/first-design'],
    env: {},
  },
  'round-trip': {
    proves: '2,000 random TOML documents come back from real Nix, byte for byte and leaf by leaf',
    tests: ['packages/flake-template/src/round-trip'],
    env: { FLAKE_LATTICE_DOCUMENTS: '2000' },
  },
  'other-flakes': {
    proves: 'random flakes of all shapes are read as Nix reads them, and edited in no more than was asked',
    tests: ['packages/nix-text/src', 'packages/root-integrator/src'],
    env: { FLAKE_LATTICE_RUNS: '10' },
  },
  locks: {
    proves: 'locks of 200 random lattices, and of 1,600 sets of any flakes, are those that Nix would write',
    tests: ['tools/end-to-end/locks'],
    env: { FLAKE_LATTICE_RUNS: '40' },
  },
  interrupted: {
    proves: 'a run killed at any of 200 moments is completed by the next, and no edited file is touched',
    tests: ['tools/end-to-end/safe-regeneration', 'tools/end-to-end/interrupted-generate'],
    env: { FLAKE_LATTICE_MOMENTS: '200' },
  },
  refusals: {
    proves: 'what goes wrong is refused with a coded error, and nothing is written',
    tests: [
      'tools/end-to-end/refusals',
      'tools/end-to-end/nx-refusals',
      'tools/end-to-end/split-refusals',
      'tools/end-to-end/error-codes',
    ],
    env: {},
  },
  'affected-builds': {
    proves: 'after an edit, what Nix really builds is what `flake-lattice affected` says',
    tests: ['tools/end-to-end/affected-builds'],
    env: { FLAKE_LATTICE_EDITS: '60' },
  },
  units: {
    proves:
      'every unit of five crates builds by Nix alone as through the hub, and an edit changes its up-set alone',
    tests: [
      'tools/end-to-end/units-nix',
      'packages/rust-units/src/cases',
      'packages/rust-units/src/determinism',
    ],
    env: { FLAKE_LATTICE_UNITS: 'all', FLAKE_LATTICE_CASES: 'prove' },
  },
  distribute: {
    proves:
      'a second machine builds the lattice, a third has it from a cache, and one that is cut off stops nothing',
    tests: [
      'tools/end-to-end/distribute',
      'packages/cli/src/building/build-nodes',
      'packages/programs/src/read-build-errors',
    ],
    env: { FLAKE_LATTICE_DISTRIBUTE: 'whole' },
  },
  crates: {
    proves:
      'crates of Debian are split by declaration, and every test of theirs passes on the units, by name',
    tests: ['tools/end-to-end/split-crates.test'],
    env: { FLAKE_LATTICE_CRATES: '1000' },
  },
  scip: {
    proves: 'whatever rust-analyzer tells of crates of Debian, who names whom, the resolver finds too',
    tests: ['tools/scip'],
    env: { FLAKE_LATTICE_SCIP: '1000' },
  },
  'nx-graph': {
    proves: 'the edges that Nx has are those of the flake inputs, as Nix tells them of 20 random lattices',
    tests: ['tools/end-to-end/nx-graph'],
    env: { FLAKE_LATTICE_NX_LATTICES: '20' },
  },
  'nx-affected': {
    proves: 'after each of 100 random edits, every node whose derivation is another one is affected for Nx',
    tests: ['tools/end-to-end/nx-affected'],
    env: { FLAKE_LATTICE_NX_EDITS: '100' },
  },
  'nx-versions': {
    proves: 'the plugin works in workspaces of Nx from 20.8 to 24',
    tests: ['tools/end-to-end/nx-versions'],
    env: { FLAKE_LATTICE_NX_VERSIONS: 'all' },
  },
  adopt: {
    proves:
      '5, 12 and 30 hand-written flakes become nodes, build the same derivations, and are given back by one command',
    tests: ['tools/end-to-end/adopt'],
    env: {},
  },
} as const satisfies Readonly<Record<string, Point>>;
