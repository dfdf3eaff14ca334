// Shows how crates compare with their indexes: takes the comparisons, gives a table with a line for each and totals.
import { alignColumns } from '@flake-lattice/command-shell';
import type { CheckedCrate } from './check-crate.js';
import type { Comparison } from './compare-crate.js';
import { beyondReasons } from './explain-need.js';

const head = [
  'crate',
  'declarations',
  'not compiled',
  'by name',
  'by member',
  'missing',
  ...beyondReasons.map((reason) => `+${reason}`),
  'unplaced',
  'time',
];

export function renderTable(checked: readonly CheckedCrate[]): string {
  const sums = checked
    .map(({ comparison }) => figuresOf(comparison))
    .reduce((all, one) => all.map((figure, at) => figure + (one[at] ?? 0)), figuresOf(undefined));
  const time = (seconds: number) => `${seconds.toFixed(0)} s`;
  return alignColumns([
    head,
    ...checked.map(({ name, comparison, seconds }) => [
      name,
      ...figuresOf(comparison).map(String),
      time(seconds),
    ]),
    ['all', ...sums.map(String), time(checked.reduce((all, { seconds }) => all + seconds, 0))],
  ]);
}

function figuresOf(comparison: Comparison | undefined): readonly number[] {
  return [
    comparison?.declarations ?? 0,
    comparison?.notCompiled ?? 0,
    comparison?.byName ?? 0,
    comparison?.byMember ?? 0,
    comparison?.missing.length ?? 0,
    ...beyondReasons.map((reason) => comparison?.beyond[reason] ?? 0),
    comparison?.unplaced ?? 0,
  ];
}
