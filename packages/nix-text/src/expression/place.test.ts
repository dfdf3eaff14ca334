import { describe, expect, test } from '@jest/globals';
import { fromData } from './from-data.js';
import { findMisplacedValues, placeExpressions, renderForTemplate } from './place.js';

const value = (data: unknown, number = 0) => renderForTemplate(fromData(data), number);

describe('placeExpressions', () => {
  test('indents an expression of several lines as the line it begins on', () => {
    const { text } = placeExpressions(`{\n  inputs = ${value({ a: 1, b: { c: 1, d: 2 } })};\n}\n`);
    expect(text).toBe(
      '{\n  inputs = {\n    a = 1;\n    b = {\n      c = 1;\n      d = 2;\n    };\n  };\n}\n',
    );
  });

  test('leaves text without expressions as it is', () => {
    expect(placeExpressions('\ta\r\n  b')).toEqual({ text: '\ta\r\n  b', values: [] });
  });

  test('leaves characters beyond the first 65,536 whole', () => {
    const { text } = placeExpressions(`  ${value(['\u{10148}', '\u{10000}'])}`);
    expect(text).toBe('  [\n    "\u{10148}"\n    "\u{10000}"\n  ]');
  });

  test('tells where each value stands', () => {
    const { text, values } = placeExpressions(`a ${value('x', 7)} ${value([1, 2], 8)}`);
    expect(values.map(({ number, start, end }) => [number, text.slice(start, end)])).toEqual([
      [7, '"x"'],
      [8, '[\n  1\n  2\n]'],
    ]);
  });
});

describe('findMisplacedValues', () => {
  const isMisplaced = (marked: string) => findMisplacedValues(placeExpressions(marked)).length > 0;
  const every = ['text', '', '${evil}', 7, -7, 1.5, -0, true, null, [], [1], {}, { a: 1 }, 2n ** 62n];

  test.each([
    ['a binding', (v: string) => `{ a = ${v}; }`],
    ['an argument', (v: string) => `f ${v}`],
    ['an item', (v: string) => `[${v}]`],
    ['a part of a string', (v: string) => `"a \${${v}} b"`],
    ['a part of an indented string', (v: string) => `''\n  a \${${v}}\n''`],
    ['one side of an operator', (v: string) => `x == ${v}`],
  ])('takes every value as %s', (_, place) => {
    for (const data of every) expect([data, isMisplaced(place(value(data)))]).toEqual([data, false]);
  });

  test.each([
    ['a string', (v: string) => `"a ${v} b"`],
    ['the start of a string', (v: string) => `"${v}"`],
    ['an indented string', (v: string) => `''\n  a ${v}\n''`],
    ['a comment', (v: string) => `# a ${v}\n1`],
    ['a block comment', (v: string) => `/* ${v} */ 1`],
  ])('refuses every value within %s', (_, place) => {
    for (const data of every) expect([data, isMisplaced(place(value(data)))]).toEqual([data, true]);
  });

  test('refuses a value that touches a word', () => {
    expect(isMisplaced(`a${value(1)}`)).toBe(true);
    expect(isMisplaced(`${value(1)}2`)).toBe(true);
  });
});
