import { expect, test } from '@jest/globals';
import type { CheckedCrate } from './check-crate.js';
import { renderTable } from './scip-table.js';

const checked = (name: string, missing: number): CheckedCrate => ({
  name,
  seconds: 9.6,
  isAlone: false,
  comparison: {
    declarations: 20,
    notCompiled: 2,
    byName: 30,
    byMember: 5,
    together: 10,
    missing: Array.from({ length: missing }, () => ({ from: 'a', to: 'b', symbol: 'b#', place: 'lib.rs:1' })),
    beyond: { trait: 1, macro: 2, argument: 3, namesake: 5 },
    beyondEdges: [],
    unplaced: 6,
    undeclared: [],
  },
});

test('has a line for each crate, and totals', () => {
  const words = renderTable([checked('fnv', 0), checked('slab', 2)])
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  expect(words).toEqual([
    'crate,declarations,not compiled,by name,by member,missing,+trait,+macro,+argument,+namesake,unplaced,time'.split(
      ',',
    ),
    ['fnv', '20', '2', '30', '5', '0', '1', '2', '3', '5', '6', '10 s'],
    ['slab', '20', '2', '30', '5', '2', '1', '2', '3', '5', '6', '10 s'],
    ['all', '40', '4', '60', '10', '2', '2', '4', '6', '10', '12', '19 s'],
  ]);
});
