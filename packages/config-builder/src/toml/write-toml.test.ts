// The exact text of what is written, above all where @iarna/toml alone would write something else.
import { describe, expect, test } from '@jest/globals';
import type { TomlValue } from './toml-value.js';
import { writeKey, writeValue, writeValueOnOneLine } from './write-literal.js';
import { writeToml } from './write-toml.js';

describe('writeValue', () => {
  test.each<[TomlValue, string]>([
    [1n, '1'],
    [1234567n, '1234567'],
    [-(2n ** 63n), '-9223372036854775808'],
    [1, '1.0'],
    [-0, '-0.0'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [123456.5, '123456.5'],
    [Number.NaN, 'nan'],
    [-Infinity, '-inf'],
    ['a"b\\c\nd\te', '"a\\"b\\\\c\\nd\\te"'],
    ['\0\u0001\u007f', '"\\u0000\\u0001\\u007f"'],
    [{ kind: 'offset-date-time', text: '1979-05-27 07:32:00-07:00' }, '1979-05-27 07:32:00-07:00'],
    [[Number.NaN, 1, 1n], '[ nan, 1.0, 1 ]'],
    [[], '[]'],
    [new Map(), '{}'],
    [
      new Map<string, TomlValue>([
        ['10', 1n],
        ['2', '"\u0001'],
      ]),
      '{ 10 = 1, 2 = "\\"\\u0001" }',
    ],
    [new Map([['toISOString', 1n]]), '{ toISOString = 1 }'],
  ])('writes %p as %s', (value, text) => {
    expect(writeValue(value)).toBe(text);
  });

  test('breaks a long array, unless it must stay on one line', () => {
    const value = ['a'.repeat(40), 'b\n'.repeat(10), [1n]];
    expect(writeValue(value)).toMatch(/^\[\n {2}"a+",\n {2}"(b\\n)+",\n {2}\[ 1 \]\n\]$/);
    expect(writeValueOnOneLine(value)).toMatch(/^\[ "a+", "(b\\n)+", \[ 1 \] \]$/);
  });
});

test.each([
  ['a-b_1', 'a-b_1'],
  ['', '""'],
  ['a.b', '"a.b"'],
  ['é', '"é"'],
  ['__proto__', '__proto__'],
  ['a"\0', '"a\\"\\u0000"'],
])('writeKey writes %j as %s', (key, text) => {
  expect(writeKey(key)).toBe(text);
});

test('writeToml puts keys before tables and leaves out headers that others imply', () => {
  const document = new Map<string, TomlValue>([
    ['target', new Map([['x-y', new Map([['cc', 'gcc']])]])],
    ['empty', new Map()],
    ['many', [new Map([['a', 1n]]), new Map()]],
    ['mixed', [new Map(), 1n]],
    ['top', true],
  ]);
  expect(writeToml(document)).toBe(
    'mixed = [ {}, 1 ]\ntop = true\n\n[target.x-y]\ncc = "gcc"\n\n[empty]\n\n[[many]]\na = 1\n\n[[many]]\n',
  );
});
