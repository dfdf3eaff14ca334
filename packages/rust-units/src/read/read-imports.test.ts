import { expect, test } from '@jest/globals';
import { readTexts } from '../crate-texts.fixture.js';

const leaves = (text: string) =>
  readTexts(text).root.imports.map(({ path, name }) => `${path.join('::')} as ${name}`);

test.each([
  ['use a;', ['a as a']],
  ['use a::b::c;', ['a::b::c as c']],
  ['use ::a::b;', ['::a::b as b']],
  ['use a::b as c;', ['a::b as c']],
  ['use a::B as _;', ['a::B as _']],
  ['use a::*;', ['a as *']],
  ['use ::*;', [' as *']],
  ['use self::a::{self, b};', ['self::a as a', 'self::a::b as b']],
  ['use {a::b, c::{d, e::*}};', ['a::b as b', 'c::d as d', 'c::e as *']],
  ['use ::{a, b};', ['::a as a', '::b as b']],
  ['use a::{self as s, b as c, d::{e as _, f}};', ['a as s', 'a::b as c', 'a::d::e as _', 'a::d::f as f']],
  ['use a::{/* one */ b, // two\n c,};', ['a::b as b', 'a::c as c']],
  ['use super::super::r#fn;', ['super::super::r#fn as r#fn']],
  ['extern crate a;', ['a as a']],
  ['extern crate a as b;', ['a as b']],
  ['extern crate self as me;', ['self as me']],
])('%s', (text, expected) => {
  expect(leaves(text)).toEqual(expected);
});

test('each leaf has what stands in front of the whole', () => {
  const { root } = readTexts('#[cfg(unix)]\n#[doc(hidden)]\npub(crate) use a::{b, c};\n#[cfg(test)] use d;');
  expect(
    root.imports.map(({ name, visibility, conditions, isTest }) => [name, visibility, conditions, isTest]),
  ).toEqual([
    ['b', 'pub(crate)', ['unix'], false],
    ['c', 'pub(crate)', ['unix'], false],
    ['d', '', ['test'], true],
  ]);
});
