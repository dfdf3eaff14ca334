import { expect, test } from '@jest/globals';
import { type CfgExpression, cfgHolds, needsTest, parseCfg, parsePrintedCfg } from './cfg-expression.js';

const parsed = (text: string) => parseCfg(text) as CfgExpression;

test.each([
  ['test', true],
  ['all(test, feature = "std")', true],
  ['any(test, doctest)', true],
  ['any(test, feature = "std")', false],
  ['not(test)', false],
  ['all(not(test), unix)', false],
  ['feature = "test"', false],
])('%s needs tests: %s', (text, expected) => {
  expect(needsTest(parsed(text))).toBe(expected);
});

test.each([
  ['unix', true],
  ['windows', false],
  ['all(unix, not(target_os = "macos"), target_pointer_width = "64")', true],
  ['any(windows, target_os = "linux")', true],
  ['all()', true],
  ['any()', false],
])('%s holds on a machine: %s', (text, expected) => {
  const holds = parsePrintedCfg('unix\ntarget_os="linux"\ntarget_pointer_width="64"\n');
  expect(cfgHolds(parsed(text), holds)).toBe(expected);
});

test.each(['', '(', 'all(=)', 'other(unix)'])('%j is no condition', (text) => {
  expect(parseCfg(text)).toBeUndefined();
});
