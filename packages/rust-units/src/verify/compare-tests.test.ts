import { describe, expect, test } from '@jest/globals';
import { areTestsEqual, compareTests } from './compare-tests.js';
import type { TestOutcome, TestRun } from './test-run.js';

const run = (...tests: readonly (readonly [string, string, TestOutcome])[]): TestRun => ({
  results: tests.map(([target, name, outcome]) => ({ target, name, outcome })),
  faults: [],
});

const original = run(
  ['doc', 'f #1', 'ok'],
  ['lib', 'm::a', 'ok'],
  ['lib', 'm::b', 'failed'],
  ['tests/t', 'c', 'ignored'],
);

describe('compareTests', () => {
  test('a run equals itself, in another order too, and says what fails in both', () => {
    const comparison = compareTests(original, { ...original, results: original.results.toReversed() });
    expect(areTestsEqual(comparison)).toBe(true);
    expect(comparison).toMatchObject({ original: 4, facade: 4, failing: ['lib m::b'] });
  });

  test('says what is missing, additional and different', () => {
    const facade = run(
      ['doc', 'f #1', 'failed'],
      ['lib', 'm::b', 'failed'],
      ['tests/t', 'c', 'ignored'],
      ['lib', 'd', 'ok'],
    );
    const comparison = compareTests(original, facade);
    expect(areTestsEqual(comparison)).toBe(false);
    expect(comparison).toMatchObject({
      missing: ['lib m::a'],
      additional: ['lib d'],
      different: [{ target: 'doc', name: 'f #1', original: ['ok'], facade: ['failed'] }],
    });
  });

  test('a test of the same name in another target is another test', () => {
    const comparison = compareTests(run(['lib', 'a', 'ok']), run(['tests/t', 'a', 'ok']));
    expect(comparison).toMatchObject({ missing: ['lib a'], additional: ['tests/t a'] });
  });

  test('tests of one name are counted', () => {
    const twice = run(['lib', 'a', 'ok'], ['lib', 'a', 'ok']);
    expect(compareTests(twice, run(['lib', 'a', 'ok'])).different).toHaveLength(1);
  });

  test('what kept tests of the facade from being run is a difference', () => {
    const comparison = compareTests(run(), { results: [], faults: ['tests/t does not compile'] });
    expect(areTestsEqual(comparison)).toBe(false);
  });
});
