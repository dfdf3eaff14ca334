import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesOutput } from './match-output.js';

test.each([
  ['a\n', 'a', true],
  ['a\nb\n', 'a\nb\n\n', true],
  ['a\n', 'a b\n', false],
  ['took … s\n', 'took 1.25 s\n', true],
  ['took … s\n', 'took 1.25 min\n', false],
  ['a … c\n', 'a b\nb c\n', false],
  ['a\n…\nc\n', 'a\nb\nb\nc\n', true],
  ['a\n…\nc\n', 'a\nc\n', true],
  ['…\nc\n', 'c\nd\n', false],
  ['', '', true],
  ['', 'a\n', false],
  ['(a+) [b]\n', '(a+) [b]\n', true],
])('%j against %j: %j', (shown, printed, matches) => {
  expect(matchesOutput(shown, printed)).toBe(matches);
});

test('every text without the sign matches itself, and no longer one', () => {
  const text = fc.array(fc.string({ unit: 'grapheme' }).filter((line) => !/[…\n]|^$|\s$/u.test(line)));
  fc.assert(
    fc.property(
      text,
      fc.string({ minLength: 1 }).filter((more) => !/\s/.test(more)),
      (lines, more) => {
        const shown = lines.map((line) => `${line}\n`).join('');
        expect(matchesOutput(shown, shown)).toBe(true);
        expect(matchesOutput(shown, `${shown}${more}`)).toBe(false);
      },
    ),
  );
});
