import { describe, expect, test } from '@jest/globals';
import { fromData, NixFloat } from './from-data.js';
import { renderExpression } from './render.js';

const rendered = (value: unknown) => renderExpression(fromData(value));

describe('renderExpression', () => {
  test.each([
    [null, 'null'],
    [true, 'true'],
    [7, '7'],
    [-7, '(-7)'],
    [-(2n ** 63n), '(-9223372036854775807 - 1)'],
    [0.1, '0.1'],
    [new NixFloat(1), '1.0'],
    [1e300, '1.0e+300'],
    [-1.5, '(-1.5)'],
    [-0, '(0.0 * (-1.0))'],
    ['', '""'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['${x} $${y} $z', '"\\${x} $\\${y} $z"'],
    ['\r\n\t', '"\\r\\n\\t"'],
    [[], '[ ]'],
    [{}, '{ }'],
    [[[1]], '[ [ 1 ] ]'],
    [{ a: 1 }, '{ a = 1; }'],
    [{ a: { b: { c: 1 } } }, '{ a.b.c = 1; }'],
    [{ 'a b': 1 }, '{ "a b" = 1; }'],
    [{ if: 1 }, '{ "if" = 1; }'],
    [new Map([['__proto__', 1]]), '{ __proto__ = 1; }'],
  ])('%p is %s', (value, text) => {
    expect(rendered(value)).toBe(text);
  });

  test('several bindings stand on lines of their own, sorted', () => {
    expect(rendered({ b: 1, a: { d: [1], c: 2 } })).toBe(
      ['{', '  a = {', '    c = 2;', '    d = [ 1 ];', '  };', '  b = 1;', '}'].join('\n'),
    );
  });

  test('a list of several items, and what is too long for one line, is broken', () => {
    expect(rendered([1, 2])).toBe('[\n  1\n  2\n]');
    expect(rendered(['x'.repeat(80)])).toBe(`[\n  "${'x'.repeat(80)}"\n]`);
  });

  test.each([
    ['NUL', 'a\0b', 'NUL'],
    ['half a surrogate pair', '\uD800', 'surrogate'],
    ['an integer beyond 64 bits', 2n ** 63n, '64 bits'],
    ['undefined', undefined, 'undefined'],
    ['a function', () => 1, 'function'],
    ['an object of a class', new Date(0), 'Date'],
  ])('%s is refused with a code', (_, value, fact) => {
    expect(() => rendered({ key: [value] })).toThrow(
      expect.objectContaining({ code: 'VALUE_NOT_NIX', message: expect.stringContaining(fact) }),
    );
  });
});
