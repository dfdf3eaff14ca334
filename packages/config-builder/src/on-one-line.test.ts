// Control characters, those beyond ASCII too, and nothing else.
import { expect, test } from '@jest/globals';
import { onOneLine } from './on-one-line.js';

test('onOneLine escapes control characters alone', () => {
  expect(onOneLine('a\nb\tc\0\u001b\u007f\u0085\u009b "é\\')).toBe(
    'a\\nb\\tc\\u0000\\u001b\\u007f\\u0085\\u009b "é\\',
  );
});
