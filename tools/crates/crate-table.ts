// Shows how crates were split: takes the outcomes, gives a table with a line for each and one of totals.
import { alignColumns } from '@flake-lattice/command-shell';
import type { SplitOutcome } from './split-crate.js';

const head = [
  'crate',
  'declarations',
  'units',
  'of them',
  'biggest',
  'tests',
  'facade',
  'kept',
  'verdict',
  'time',
];

export function renderTable(outcomes: readonly SplitOutcome[]): string {
  const reports = outcomes.flatMap(({ report }) => report ?? []);
  const sum = (figure: (report: (typeof reports)[number]) => number) =>
    reports.reduce((total, report) => total + figure(report), 0);
  const totals = [
    'all',
    String(sum(({ declarations }) => declarations)),
    String(sum(({ units }) => units)),
    percent(
      sum(({ units }) => units),
      sum(({ declarations }) => declarations),
    ),
    `median ${median(reports.flatMap(({ biggestUnit }) => biggestUnit?.share ?? []))}`,
    String(sum(({ tests }) => tests.original)),
    String(sum(({ tests }) => tests.facade)),
    percent(
      sum(({ tests }) => tests.kept),
      sum(({ tests }) => tests.of),
    ),
    countVerdicts(outcomes),
    `${outcomes.reduce((total, { seconds }) => total + seconds, 0).toFixed(0)} s`,
  ];
  return alignColumns([head, ...outcomes.map(rowOf), totals]);
}

function rowOf({ name, seconds, report, ...rest }: SplitOutcome): readonly string[] {
  const time = `${seconds.toFixed(1)} s`;
  if (report === undefined) {
    const code = 'code' in rest ? rest.code : undefined;
    return [
      name,
      '-',
      '-',
      '-',
      '-',
      '-',
      '-',
      '-',
      code === undefined ? 'failed' : `refused: ${code}`,
      time,
    ];
  }
  const { declarations, units, biggestUnit, tests, verdict, version } = report;
  return [
    `${name} ${version}`,
    String(declarations),
    String(units),
    percent(units, declarations),
    biggestUnit === undefined
      ? '-'
      : `${Math.round(biggestUnit.share * 100)}% ${biggestUnit.name.replace(/^.*?--/, '')}`,
    String(tests.original),
    String(tests.facade),
    percent(tests.kept, tests.of),
    verdict,
    time,
  ];
}

function countVerdicts(outcomes: readonly SplitOutcome[]): string {
  const verdicts = outcomes.map(
    ({ report, ...rest }) => report?.verdict ?? ('code' in rest && rest.code ? 'refused' : 'failed'),
  );
  return ['split', 'coarser', 'different', 'refused', 'failed']
    .map((verdict) => [verdict, verdicts.filter((one) => one === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.floor((part / whole) * 100)}%`;
}

function median(shares: readonly number[]): string {
  const sorted = shares.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? '-' : `${Math.round(middle * 100)}%`;
}
