import { describe, expect, test } from '@jest/globals';
import { type CfgExpression, cfgHolds, parseCfg } from './cfg-expression.js';
import {
  conditionOutsideOfTests,
  conjunction,
  isTestPredicate,
  negation,
  whereTested,
} from './predicates.js';

const atoms = ['test', 'unix', 'feature = "a,b)"'];

/** All predicates of up to that many operators within each other, with up to two parts each. */
function predicates(depth: number): readonly string[] {
  if (depth === 0) return atoms;
  const inner = predicates(depth - 1);
  const pairs = inner.flatMap((one) => inner.map((other) => `${one}, ${other}`));
  return [
    ...inner,
    'all()',
    'any()',
    ...inner.map((one) => `not(${one})`),
    ...[...inner, ...pairs].flatMap((parts) => [`all(${parts})`, `any(${parts})`]),
  ];
}

const all = [...new Set(predicates(2))];

/** Of one that is over these atoms. */
const holds = (text: string, on: ReadonlySet<string>) =>
  cfgHolds(parseCfg(text) as CfgExpression, (name, value) =>
    on.has(value === undefined ? name : `${name} = "${value}"`),
  );

const subsets = (of: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** of.length }, (_, chosen) => of.filter((_one, at) => chosen & (1 << at)));

const truth = (text: string) => subsets(atoms).map((on) => holds(text, new Set(on)));

/** Atoms that occur twice are taken for two by the code, which is on the safe side. */
const occursOnce = (text: string) => atoms.every((atom) => text.split(atom).length <= 2);

const rest = subsets(atoms.filter((atom) => atom !== 'test'));
const isEver = (text: string) => rest.some((on) => holds(text, new Set(on)));
const same = (one: readonly boolean[], other: readonly boolean[]) =>
  one.every((value, at) => value === other[at]);

describe(`over ${all.length} predicates`, () => {
  test('one that never holds without tests is one of tests, where no atom occurs twice', () => {
    expect(all.filter(occursOnce).filter((text) => isTestPredicate(text) === isEver(text))).toEqual([]);
  });

  test('one of tests never holds without them', () => {
    expect(all.filter(isTestPredicate).filter(isEver)).toEqual([]);
  });

  test('where tests run it is what it is with them, and outside what it is without', () => {
    const wrong = all.filter((text) => {
      const outside = conditionOutsideOfTests(text);
      return rest.some(
        (on) =>
          holds(whereTested(text), new Set(on)) !== holds(text, new Set([...on, 'test'])) ||
          (outside !== undefined && holds(outside, new Set(on)) !== holds(text, new Set(on))),
      );
    });
    expect(wrong).toEqual([]);
  });

  test('a negation holds where the predicate does not', () => {
    const wrong = all.filter(
      (text) =>
        !same(
          truth(negation(text)),
          truth(text).map((value) => !value),
        ),
    );
    expect(wrong).toEqual([]);
  });

  test('a conjunction holds where all parts do', () => {
    const some = all.filter((_, index) => index % 29 === 0).map((text) => ({ text, holds: truth(text) }));
    const wrong = some.flatMap((one) =>
      some
        .filter((other) => {
          const both = one.holds.map((value, at) => value && other.holds[at] === true);
          return !same(truth(conjunction([one.text, other.text])), both);
        })
        .map((other) => [one.text, other.text]),
    );
    expect(wrong).toEqual([]);
    expect(truth(conjunction(['unix']))).toEqual(truth('unix'));
  });
});

test.each([
  ['test', true],
  ['not(test)', false],
  ['any(test, doctest)', true],
  ['any(test, all(test, unix))', true],
  ['all(test, feature = "std")', true],
  ['not(any(not(test), unix))', true],
  ['feature = "test"', false],
  ['test_helpers', false],
])('%s is one of tests: %s', (text, expected) => {
  expect(isTestPredicate(text)).toBe(expected);
});

test.each([
  ['any(test, feature = "test-utils")', 'feature = "test-utils"'],
  ['any(test, doctest, all(unix, feature = "a"))', 'all(unix, feature = "a")'],
  ['all(any(test, unix), feature = "test")', 'all(unix, feature = "test")'],
  ['any(test, not(doctest))', undefined],
  ['not(test)', undefined],
  ['test', undefined],
  ['feature = "test"', undefined],
  ['something("else", test)', undefined],
])('%s is there outside of tests where %s', (text, expected) => {
  expect(conditionOutsideOfTests(text)).toBe(expected);
});

test('a feature that is named after tests stays what it is', () => {
  expect(whereTested('all(test, feature = "test", feature = "test-utils")')).toBe(
    'all(feature = "test", feature = "test-utils")',
  );
  expect(whereTested('feature="test"')).toBe('feature="test"');
});
