// Macros that make tests and nothing else, and those that only look like it.
import { beforeAll, expect, test } from '@jest/globals';
import { loadRustParser, type RustParser } from '../syntax/rust-parser.js';
import { readModules } from './read-modules.js';

let parse: RustParser;

beforeAll(async () => {
  parse = await loadRustParser();
});

/** Whether the call in the text is read as a test. */
function isTest(text: string): boolean | undefined {
  const { root } = readModules('src/lib.rs', (path) => (path === 'src/lib.rs' ? text : undefined), parse);
  return root.items.find(({ kind }) => kind === 'call')?.isTest;
}

const arms = {
  'a module of tests': '($name:ident) => { #[cfg(test)] mod $name { #[test] fn one() {} } };',
  'a function': '($name:ident) => { #[test] fn $name() { assert!([1; 2].len() == 2); } };',
  'functions, repeated': '($($name:ident),*) => { $(#[test] #[should_panic] fn $name() { panic!() })* };',
  'both, with documentation':
    '($a:ident) => { /// Of one.\n #[test] fn $a() {} #[cfg(test)] use std::fmt; };',
};

test.each(Object.entries(arms))('%s', (_, arm) => {
  expect(isTest(`macro_rules! make { ${arm} }\nmake!(one);\n`)).toBe(true);
  expect(isTest(`#[rustfmt::skip]\nmacro_rules! make { ${arm} ${arm} }\nmake! { one }\n`)).toBe(true);
});

const others = {
  'a function besides': '($name:ident) => { #[test] fn $name() {} fn other() {} };',
  'a call besides': '($name:ident) => { #[test] fn $name() {} other!($name); };',
  'a test in a module that is always there': '($name:ident) => { mod $name { #[test] fn one() {} } };',
  'an arm without tests': '($name:ident) => { #[test] fn $name() {} }; () => {};',
  'an expression': '($name:ident) => { $name };',
  'what is there outside of tests': '($name:ident) => { #[cfg(not(test))] mod $name {} };',
  nothing: '',
};

test.each(Object.entries(others))('not %s', (_, arm) => {
  expect(isTest(`macro_rules! make { ${arm} }\nmake!(one);\n`)).toBe(false);
});

test('of two macros of one name, each has to', () => {
  const make = 'macro_rules! make { ($name:ident) => { #[test] fn $name() {} } }\n';
  const other = 'macro_rules! make { ($name:ident) => { fn $name() {} } }\n';
  expect(isTest(`${make}${make}make!(one);\n`)).toBe(true);
  expect(isTest(`${make}${other}make!(one);\n`)).toBe(false);
});
