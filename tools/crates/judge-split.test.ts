import { describe, expect, test } from '@jest/globals';
import { judgeSplit, judgeTotals } from './judge-split.js';
import { outcomeOf, refusalOf, reportOf } from './report.fixture.js';
import type { SplitReport } from './split-crate.js';

const tests = (more: Partial<SplitReport['tests']>) => ({ tests: { ...reportOf('a').tests, ...more } });

describe('judgeSplit', () => {
  test.each(['split', 'any'] as const)('a proven split is well where %s is expected', (expectation) => {
    const wider = ['field `A::b` is public in the facade'];
    expect(judgeSplit(expectation, outcomeOf('a', { api: wider }))).toEqual([]);
  });

  test.each<[string, Partial<SplitReport>, number, string]>([
    ['is different', { verdict: 'different' }, 1, 'it is different, and ended with 1'],
    ['ends with 1', {}, 1, 'ended with 1'],
    ['has fewer tests', tests({ facade: 3 }), 0, 'of 4 tests the facade has 3'],
    ['misses a test', tests({ missing: ['lib a'] }), 0, '1 tests are missing, such as "lib a"'],
    ['has an additional test', tests({ additional: ['lib a'] }), 0, 'are additional'],
    ['has a test that ends differently', tests({ different: [{}] }), 0, 'end differently'],
    [
      'has another API',
      { api: ['method `A::b` is missing from the facade'] },
      0,
      '1 parts of the API are missing',
    ],
    ['was cut too much', tests({ kept: 8, of: 9 }), 0, '8 of 9 tests remain'],
  ])('one that %s is not, whatever is expected', (_, report, exitCode, sentence) => {
    for (const expectation of ['split', 'any'] as const) {
      const faults = judgeSplit(expectation, outcomeOf('a', report, exitCode));
      expect(faults).toEqual([expect.stringContaining(sentence)]);
    }
  });

  test.each<[string, Partial<SplitReport>]>([
    ['is coarser', { verdict: 'coarser', granularity: 'module', merges: [{ reason: 'a cycle' }] }],
    ['has tests that fail on both sides', tests({ failing: ['lib a'] })],
    ['has no tests', tests({ original: 0, facade: 0 })],
  ])('one that %s is not where a split is expected', (_, report) => {
    expect(judgeSplit('split', outcomeOf('a', report))).toHaveLength(1);
    expect(judgeSplit('any', outcomeOf('a', report))).toEqual([]);
  });

  test('one that is coarser without a reason is not', () => {
    expect(judgeSplit('any', outcomeOf('a', { verdict: 'coarser' }))).toHaveLength(1);
  });

  test('a refusal has a code', () => {
    expect(judgeSplit('any', refusalOf('a', 'DEPENDENCY_MISSING'))).toEqual([]);
    expect(judgeSplit('split', refusalOf('a', 'DEPENDENCY_MISSING'))).toHaveLength(1);
    expect(judgeSplit('any', refusalOf('a', undefined, 70))).toHaveLength(1);
    expect(judgeSplit('any', refusalOf('a', 'USAGE', 1))).toHaveLength(1);
  });
});

describe('judgeTotals', () => {
  const judged = (units: number, expectation: 'split' | 'any' = 'split') => ({
    expectation,
    outcome: outcomeOf('a', { units }),
  });

  test('three units of four declarations are enough, over those that are to be split', () => {
    expect(judgeTotals([judged(9), judged(6), judged(1, 'any')])).toEqual([]);
    expect(judgeTotals([judged(9), judged(5)])).toEqual(['14 units of 20 declarations are less than 75%']);
    expect(judgeTotals([])).toEqual([]);
  });
});
