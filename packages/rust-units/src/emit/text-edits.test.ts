import { expect, test } from '@jest/globals';
import { applyTextEdits } from './text-edits.js';

test.each([
  [[], 'bcde'],
  [[{ start: 2, end: 3, text: 'X' }], 'bXde'],
  [
    [
      { start: 4, end: 5, text: 'Y' },
      { start: 1, end: 1, text: 'X' },
    ],
    'XbcdY',
  ],
  [
    [
      { start: 2, end: 2, text: 'X' },
      { start: 2, end: 2, text: 'Y' },
    ],
    'bXYcde',
  ],
  [
    [
      { start: 0, end: 1, text: 'X' },
      { start: 5, end: 6, text: 'X' },
    ],
    'bcde',
  ],
])('%j within b to e', (edits, expected) => {
  expect(applyTextEdits('abcdef', 1, 5, edits)).toBe(expected);
});
