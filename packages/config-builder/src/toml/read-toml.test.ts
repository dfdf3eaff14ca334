// Reading TOML: values of every kind, the place of each key, and what is no TOML.

import { isCodedError } from '@flake-lattice/errors';
import toml from '@iarna/toml';
import { describe, expect, test } from '@jest/globals';
import { leavesOf, withoutMarks } from './marked-table.js';
import { readKeyValue, readToml } from './read-toml.js';
import { equalToml, type TomlValue } from './toml-value.js';

const file = 'f.toml';

function read(text: string): TomlValue {
  return withoutMarks(readToml(text, file));
}

function table(entries: Record<string, TomlValue>): TomlValue {
  return new Map(Object.entries(entries));
}

const deep = `a = ${'['.repeat(300)}${']'.repeat(300)}`;

/** What @iarna/toml lets pass: a day that is not, an integer beyond 64 bits, and depth, which TOML does not limit. */
const laxInIarna = ['a = 2021-02-30', 'a = 9223372036854775808', deep];

/** Line and column of the fault. */
function faultOf(text: string): string {
  try {
    readToml(text, file);
  } catch (error) {
    if (isCodedError(error) && error.code === 'CONFIG_SYNTAX')
      return `${error.place?.line}:${error.place?.column}`;
    throw error;
  }
  throw new Error(`read without a fault: ${text}`);
}

describe('readToml', () => {
  test.each<[string, TomlValue]>([
    ['1', 1n],
    ['1.0', 1],
    ['-0.0', -0],
    ['-0', 0n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9_223_372_036_854_775_808', -9223372036854775808n],
    ['0xDEAD_beef', 0xdeadbeefn],
    ['0o755', 0o755n],
    ['0b11', 3n],
    ['1E+10', 1e10],
    ['+inf', Infinity],
    ['-nan', Number.NaN],
    ['true', true],
    ['"\\u0000\\U0001F600"', '\0😀'],
    ['"""\\\n   x"""', 'x'],
    ['""""x"""""', '"x""'],
    ["'''\n'x'''", "'x"],
    ['1979-05-27T07:32:00Z', { kind: 'offset-date-time', text: '1979-05-27T07:32:00Z' }],
    ['1979-05-27 07:32:00.50-07:00', { kind: 'offset-date-time', text: '1979-05-27 07:32:00.50-07:00' }],
    ['1979-05-27t07:32:00', { kind: 'local-date-time', text: '1979-05-27t07:32:00' }],
    ['1979-05-27', { kind: 'local-date', text: '1979-05-27' }],
    ['07:32:00.999', { kind: 'local-time', text: '07:32:00.999' }],
    ['[1, "a", [{}], {b.c = 1}]', [1n, 'a', [table({})], table({ b: table({ c: 1n }) })]],
    ['{ b = { "" = 1 }, c.d = 2 }', table({ b: table({ '': 1n }), c: table({ d: 2n }) })],
  ])('reads %s', (text, value) => {
    expect(equalToml(read(`a = ${text}`), table({ a: value }))).toBe(true);
  });

  test('reads headers, arrays of tables and dotted keys into one tree', () => {
    const text = '[a.b]\nx = 1\n[a]\ny.z = 2\n[[c]]\n[c.d]\ne = 3\n[[c]]\n';
    const expected = table({
      a: table({ b: table({ x: 1n }), y: table({ z: 2n }) }),
      c: [table({ d: table({ e: 3n }) }), table({})],
    });
    expect(equalToml(read(text), expected)).toBe(true);
  });

  test('keeps keys in their order, and keys that objects cannot hold', () => {
    const read = readToml('10 = 1\n2 = 1\n__proto__ = 1\nconstructor = 1\n"a.b" = 1\n', file);
    expect([...read.entries.keys()]).toEqual(['10', '2', '__proto__', 'constructor', 'a.b']);
  });

  test('gives the place of every key', () => {
    const text = 'top = 1\r\n[a]\r\n  b = { c = 1, "d e".f = 2 }\n[[g]]\nh = 1\n[[g]]\n';
    const places = [...leavesOf(readToml(text, file))].map(
      ({ path, node }) => `${path.join('/')} ${node.mark.file}:${node.mark.line}:${node.mark.column}`,
    );
    expect(places).toEqual(['top f.toml:1:1', 'a/b/c f.toml:3:9', 'a/b/d e/f f.toml:3:22', 'g f.toml:4:3']);
  });

  test.each([
    ['a = 1\nb = ', '2:5'],
    ['a = 1\na = 2', '2:1'],
    ['[a]\n[a]', '2:2'],
    ['a = {b = 1}\n[a.c]', '2:2'],
    ['[[a]]\n[a]', '2:2'],
    ['a = []\n[[a]]', '2:3'],
    ['a = 01', '1:5'],
    ['a = 1__0', '1:7'],
    ['a = 2021-02-30', '1:14'],
    ['a = "\\x41"', '1:7'],
    ['a = "\\uD800"', '1:11'],
    ['a = "\u0001"', '1:6'],
    ['# \u007f', '1:3'],
    ['a = {b = 1,}', '1:12'],
    ['a = 9223372036854775808', '1:5'],
    ['a = 1\n# c\rb = 2', '2:4'],
    ['a = "\r"', '1:6'],
    [deep, '1:261'],
  ])('refuses %j at %s', (text, place) => {
    expect(faultOf(text)).toBe(place);
    if (!laxInIarna.includes(text)) expect(() => toml.parse(text)).toThrow();
  });

  test('refuses a string that the parser cannot hold, instead of failing on it', () => {
    expect(faultOf(`a = "${'x'.repeat(1_000_000)}"`)).toBe('undefined:undefined');
    expect(faultOf(`a = ${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toBe('undefined:undefined');
  });
});

describe('readKeyValue', () => {
  test('takes one dotted key with a value', () => {
    const read = readKeyValue('env."A.B" = "x=y"', '--set');
    expect(read && [...leavesOf(read)].map(({ path }) => path)).toEqual([['env', 'A.B']]);
  });

  test.each(['', 'a = 1', '[a]', 'a.b = 1\nc.d = 2', 'a.b = 1 # c', '[a]\nb = 1'])(
    'is nothing for %j',
    (text) => {
      expect(readKeyValue(text, '--set')).toBeUndefined();
    },
  );
});
