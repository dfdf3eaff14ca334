import { expect, test } from '@jest/globals';
import { loadRustParser } from '../syntax/rust-parser.js';
import { countTests, findTestMacros } from './count-tests.js';

test.each([
  ['#[test] fn a() {}', 1],
  ['#[tokio::test] async fn a() {}', 1],
  ['mod m { #[test] fn a() {} #[test]\n#[ignore] fn b() {} #[cfg(test)] fn c() {} }', 2],
  ['fn helper() {}', 0],
  ['#[test]\nfn calls() { case!(1); }', 1],
  ['case!(a, 1);', 2],
  ['quickcheck! { fn a(x: u8) -> bool { true } fn b(x: u8) -> bool { true } }', 2],
  ['macro_rules! case { () => { #[test] fn a() {} } }', 0],
])('%s has %d', (piece, expected) => {
  expect(countTests(piece, new Map([['case', piece.startsWith('case') ? 2 : 1]]))).toBe(expected);
});

test('finds macros whose rules hold tests', async () => {
  const parse = await loadRustParser();
  const trees = ['macro_rules! one { () => { #[test] fn a() {} } }', 'macro_rules! none { () => {} }'].map(
    parse,
  );
  expect([...findTestMacros(trees)]).toEqual([['one', 1]]);
});
