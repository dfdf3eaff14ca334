import { describe, expect, test } from '@jest/globals';
import { readFlake } from './read-flake.js';
import { SyntaxFault } from './syntax/cursor.js';

/** Each input with all that is said of it. */
const said = (text: string) =>
  Object.fromEntries(
    [...readFlake(text).inputs].map(([name, { leaves }]) => [
      name,
      leaves.map(({ path, value }) =>
        [path.join('.'), value && text.slice(value.start, value.end)].join(' '),
      ),
    ]),
  );

describe('readFlake', () => {
  test.each<[string, Record<string, readonly string[]>]>([
    ['{ inputs.a.url = "u"; }', { a: ['url "u"'] }],
    [
      '{ inputs = { a.url = "u"; b = { url = u:v; flake = false; }; }; }',
      { a: ['url "u"'], b: ['url u:v', 'flake false'] },
    ],
    [
      '{ inputs = { a.url = "u"; }; inputs.b = { }; inputs.a.flake = false; }',
      { a: ['url "u"', 'flake false'], b: [] },
    ],
    ['{ inputs."a b".url = ./x; inputs.${"c"}.url = "u"; }', { 'a b': ['url ./x'], c: ['url "u"'] }],
    [
      '{ inputs.a.inputs = { b.follows = "c"; d = { inputs.e.follows = ""; }; }; }',
      { a: ['inputs.b.follows "c"', 'inputs.d.inputs.e.follows ""'] },
    ],
    [
      '{ inputs = { inherit (x) a; inherit b; c = { inherit url; }; }; }',
      { a: [' '], b: [' '], c: ['url '] },
    ],
    ['{ "inputs" = ({ a = ({ url = ("u"); }); }); }', { a: ['url "u"'] }],
    ['rec { inputs = rec { a.url = "u"; b = a; }; }', { a: ['url "u"'], b: [' a'] }],
    ['{ nested.inputs.a.url = "u"; /* inputs.b.url = "u"; */ }', {}],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test.each([
    ['{ inputs = import ./x; }', 1],
    ['{ inputs = { ${a}.url = "u"; b.url = "u"; }; }', 1],
    ['{ inherit inputs; }', 1],
    ['{ inputs.a.${b} = 1; }', 1],
    ['{ inputs.a.url = "u"; }', 0],
  ])('%s: %d parts are computed', (text, count) => {
    expect(readFlake(text).unreadable.length).toBe(count);
  });

  test.each([
    ['{ outputs = { self }: 1; }', true],
    ['{ "outputs" = (inputs: 1); }', true],
    ['{ outputs = let x = 1; in with x; assert x; { ... }@a: 1; }', true],
    ['{ outputs = import ./x; }', false],
  ])('%s: whether the function is seen is %s', (text, seen) => {
    expect(readFlake(text).outputs?.lambda !== undefined).toBe(seen);
  });

  test.each([
    '',
    '{',
    '{ a = "; }',
    '[ ]',
    '{ a = 1 }',
    '{ } { }',
    `${'('.repeat(2000)}1${')'.repeat(2000)}`,
  ])('%j is refused', (text) => {
    expect(() => readFlake(text)).toThrow(SyntaxFault);
  });
});
