import { expect, test } from '@jest/globals';
import { parseTestList, parseTestOutput } from './parse-test-output.js';

test('reads names, kinds and ends', () => {
  const text = `
running 4 tests
test m::ignored ... ignored, why not
test m::panics - should panic ... ok
noise without a line breaktest m::fails ... FAILED
test src/m.rs - m::Foo<T>::bar (line 5) - compile fail ... ok

failures:
    m::fails

test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.06s
`;
  expect(parseTestOutput(text)).toEqual({
    tests: [
      { name: 'm::ignored', kind: undefined, outcome: 'ignored' },
      { name: 'm::panics', kind: 'should panic', outcome: 'ok' },
      { name: 'm::fails', kind: undefined, outcome: 'failed' },
      { name: 'src/m.rs - m::Foo<T>::bar (line 5)', kind: 'compile fail', outcome: 'ok' },
    ],
    counted: 4,
  });
});

test('a program that ends before its last line has counted nothing', () => {
  expect(parseTestOutput('running 2 tests\ntest a ... ok\n')).toMatchObject({ counted: undefined });
});

test('reads a list', () => {
  expect(
    parseTestList('a::b: test\nc: benchmark\nsrc/lib.rs - (line 1): test\n\n2 tests, 1 benchmark\n'),
  ).toEqual(['a::b', 'src/lib.rs - (line 1)']);
});
