// Says what is wrong with the split of a listed crate: takes the expectation and the outcome, gives sentences, none if well.
import type { Expectation } from './crate-list.js';
import type { SplitOutcome, SplitReport } from './split-crate.js';

export function judgeSplit(expectation: Expectation, outcome: SplitOutcome): readonly string[] {
  const { report, exitCode } = outcome;
  if (report === undefined) {
    if (exitCode !== 2 || outcome.code === undefined)
      return [`it ended with ${exitCode} and no coded error: ${lastLine(outcome.stderr)}`];
    return expectation === 'any' ? [] : [`it was refused with ${outcome.code}: ${lastLine(outcome.stderr)}`];
  }
  return [...faultsOf(report, exitCode), ...shortfallOf(report, expectation)];
}

/** Never so, whatever is expected. */
function faultsOf({ verdict, tests, api }: SplitReport, exitCode: number): readonly string[] {
  // What is more than the crate has, or is written otherwise, is told by the report and proves nothing wrong.
  const wrong = api.filter((sentence) => sentence.endsWith(' is missing from the facade'));
  const counted = (list: readonly unknown[], what: string) =>
    list.length === 0 ? [] : [`${list.length} ${what}, such as ${JSON.stringify(list[0])}`];
  return [
    ...(verdict === 'different' || exitCode !== 0 ? [`it is ${verdict}, and ended with ${exitCode}`] : []),
    ...(tests.original === tests.facade ? [] : [`of ${tests.original} tests the facade has ${tests.facade}`]),
    ...counted(tests.missing, 'tests are missing'),
    ...counted(tests.additional, 'tests are additional'),
    ...counted(tests.different, 'tests end differently'),
    ...counted(wrong, 'parts of the API are missing'),
    ...(tests.kept * 10 >= tests.of * 9 ? [] : [`${tests.kept} of ${tests.of} tests remain, less than 90%`]),
  ];
}

function shortfallOf(
  { verdict, granularity, merges, tests }: SplitReport,
  expectation: Expectation,
): readonly string[] {
  const failing = tests.failing ?? [];
  if (expectation === 'any') {
    return verdict === 'coarser' && merges.length === 0 ? ['it is coarser, and no reason is given'] : [];
  }
  return [
    ...(verdict === 'different' || (verdict === 'split' && granularity === 'declaration')
      ? []
      : [`it is ${verdict}, by ${granularity}`]),
    ...(failing.length === 0 ? [] : [`${failing.length} tests fail on both sides, such as ${failing[0]}`]),
    ...(tests.original > 0 ? [] : ['it has no tests, which proves nothing']),
  ];
}

/** The least part of the declarations, over all crates, that are to be units. */
export const leastUnits = 0.75;

/** Over those that are to be split by declaration. */
export function judgeTotals(
  outcomes: readonly { readonly expectation: Expectation; readonly outcome: SplitOutcome }[],
): readonly string[] {
  const reports = outcomes.flatMap(({ expectation, outcome }) =>
    expectation === 'split' && outcome.report !== undefined ? [outcome.report] : [],
  );
  const declarations = reports.reduce((sum, report) => sum + report.declarations, 0);
  const units = reports.reduce((sum, report) => sum + report.units, 0);
  if (declarations === 0 || units >= declarations * leastUnits) return [];
  return [`${units} units of ${declarations} declarations are less than ${leastUnits * 100}%`];
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .find((line) => line.startsWith('error')) ??
    text.trim().split('\n').at(-1) ??
    ''
  );
}
