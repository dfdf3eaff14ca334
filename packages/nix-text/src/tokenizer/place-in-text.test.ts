import { expect, test } from '@jest/globals';
import { findPlace } from './place-in-text.js';

test.each([
  ['abc', 0, { line: 1, column: 1 }],
  ['abc', 3, { line: 1, column: 4 }],
  ['a\nb', 2, { line: 2, column: 1 }],
  ['a\r\nb', 3, { line: 2, column: 1 }],
  ['🦀 x', 3, { line: 1, column: 3 }],
])('%j at %d', (text, offset, place) => {
  expect(findPlace(text, offset)).toEqual(place);
});
