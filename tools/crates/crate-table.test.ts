import { expect, test } from '@jest/globals';
import { renderTable } from './crate-table.js';
import { outcomeOf, refusalOf } from './report.fixture.js';

test('has a line for each crate, and totals', () => {
  const table = renderTable([
    outcomeOf('fnv'),
    outcomeOf('slab', { verdict: 'coarser', units: 1 }),
    refusalOf('void', 'DEPENDENCY_MISSING'),
    refusalOf('odd', undefined, 70),
  ]);
  const words = table
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  expect(words).toEqual([
    ['crate', 'declarations', 'units', 'of them', 'biggest', 'tests', 'facade', 'kept', 'verdict', 'time'],
    ['fnv 1.0.0', '10', '8', '80%', '45% container', '4', '4', '100%', 'split', '1.5 s'],
    ['slab 1.0.0', '10', '1', '10%', '45% container', '4', '4', '100%', 'coarser', '1.5 s'],
    ['void', '-', '-', '-', '-', '-', '-', '-', 'refused: DEPENDENCY_MISSING', '0.5 s'],
    ['odd', '-', '-', '-', '-', '-', '-', '-', 'failed', '0.5 s'],
    [
      'all',
      '20',
      '9',
      '45%',
      'median 45%',
      '8',
      '8',
      '100%',
      '1 split, 1 coarser, 1 refused, 1 failed',
      '4 s',
    ],
  ]);
});
