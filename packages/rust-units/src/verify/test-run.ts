// What a run of a crate's tests gives, as plain data: each test with the program that it lies in and how it ended.
import type { Cargo } from '@flake-lattice/programs';

export type TestOutcome =
  | 'ok'
  | 'failed'
  | 'ignored'
  /** The program lists the test, and ended or was ended without a word on it. */
  | 'lost';

export interface TestResult {
  /** `lib`, `bins/NAME`, `tests/NAME`, or `doc`. */
  readonly target: string;
  /** Of a doctest, the path of its item with a number among equals: `parse::Rule::new #2`, `crate #1`. */
  readonly name: string;
  readonly outcome: TestOutcome;
}

export interface TestRun {
  /** Sorted by target and name. */
  readonly results: readonly TestResult[];
  /** What kept tests from being run, such as a target that does not compile; one text each. */
  readonly faults: readonly string[];
}

/** Which features are switched on, as cargo is told. */
export interface FeatureSelection {
  /** Default true. */
  readonly defaults?: boolean;
  readonly all?: boolean;
  readonly names?: readonly string[];
}

/** How cargo is run: the same for a crate and for its facade, so that both see the same dependencies. */
export interface CargoSurroundings {
  readonly cargo: Cargo;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Configuration files of cargo, absolute, and settings, that hold for the crate wherever its copy lies. */
  readonly configs?: readonly string[];
  /** Absolute path of the folder for what is built. */
  readonly targetFolder?: string;
  readonly features?: FeatureSelection;
}

export function featureArguments({
  defaults = true,
  all = false,
  names = [],
}: FeatureSelection = {}): readonly string[] {
  if (all) return ['--all-features'];
  return [
    ...(defaults ? [] : ['--no-default-features']),
    ...(names.length > 0 ? ['--features', names.join(',')] : []),
  ];
}

export function sortResults(results: readonly TestResult[]): readonly TestResult[] {
  return results.toSorted(
    (one, other) =>
      compareText(one.target, other.target) ||
      compareText(one.name, other.name) ||
      compareText(one.outcome, other.outcome),
  );
}

/** By code units, so that no locale of a machine has a say. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
