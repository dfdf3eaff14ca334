// Holds the tests of two crates against each other: takes both runs, gives what is missing, additional and different.
import { compareText, type TestOutcome, type TestResult, type TestRun } from './test-run.js';

export interface DifferentTest {
  readonly target: string;
  readonly name: string;
  /** Several where tests of one target have one name. */
  readonly original: readonly TestOutcome[];
  readonly facade: readonly TestOutcome[];
}

export interface TestComparison {
  /** Numbers of tests. */
  readonly original: number;
  readonly facade: number;
  /** `TARGET NAME`, sorted. */
  readonly missing: readonly string[];
  readonly additional: readonly string[];
  readonly different: readonly DifferentTest[];
  /** Those that end well in neither: equal, and yet not what an author wants to see. */
  readonly failing: readonly string[];
  /** What kept tests of the facade from being run, and did not those of the original. */
  readonly faults: readonly string[];
}

/** Equal, and at least as far as the original was: a run without tests proves nothing about a crate that has some. */
export function areTestsEqual({ missing, additional, different, faults }: TestComparison): boolean {
  return [missing, additional, different, faults].every(({ length }) => length === 0);
}

export function compareTests(original: TestRun, facade: TestRun): TestComparison {
  const before = groupByTest(original.results);
  const after = groupByTest(facade.results);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  const both = keys.filter((key) => before.has(key) && after.has(key));
  const outcomesOf = (groups: Groups, key: string) =>
    (groups.get(key) ?? []).map(({ outcome }) => outcome).sort();
  return {
    original: original.results.length,
    facade: facade.results.length,
    missing: keys.filter((key) => !after.has(key)),
    additional: keys.filter((key) => !before.has(key)),
    different: both.flatMap((key) => {
      const [one] = before.get(key) as readonly [TestResult];
      const outcomes = { original: outcomesOf(before, key), facade: outcomesOf(after, key) };
      const isSame = outcomes.original.join() === outcomes.facade.join();
      return isSame ? [] : [{ target: one.target, name: one.name, ...outcomes }];
    }),
    failing: both.filter((key) =>
      [before, after].every((groups) => outcomesOf(groups, key).some((outcome) => isBad(outcome))),
    ),
    faults: facade.faults.filter((fault) => !original.faults.includes(fault)),
  };
}

type Groups = ReadonlyMap<string, readonly TestResult[]>;

function groupByTest(results: readonly TestResult[]): Groups {
  const groups = new Map<string, TestResult[]>();
  for (const result of results) {
    const key = `${result.target} ${result.name}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return groups;
}

function isBad(outcome: TestOutcome): boolean {
  return outcome === 'failed' || outcome === 'lost';
}
