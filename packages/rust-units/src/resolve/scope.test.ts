import { describe, expect, test } from '@jest/globals';
import { linkTexts, manifestText, type Texts } from '../crate-texts.fixture.js';
import type { Target } from './target.js';

const shown = (target: Target) => {
  if (target.kind === 'external') return `::${target.path.join('::')}`;
  if (target.kind === 'module') return ['mod crate', ...target.module.path].join('::');
  return target.member === undefined ? target.declaration.key : `${target.declaration.key} ${target.member}`;
};

/** What a path leads to that is written in a module, named by its path. */
function resolve(files: Texts | string, at: string, path: string, use?: 'use'): readonly string[] {
  const { scope, source } = linkTexts(files);
  const module = source.modules.find((one) => one.path.join('::') === at);
  if (module === undefined) throw new Error(`no module ${at}`);
  return scope.resolve(module, path.split('::'), use).targets.map(shown).sort();
}

const dependency = `${manifestText()}[dependencies]\nother-crate = "1"\n`;
const old = (text: string): Texts => ({
  'Cargo.toml': `${manifestText('', '2015')}[dependencies]\nother-crate = "1"\n`,
  'src/lib.rs': text,
});

/** A macro that makes an enum of what it is given. */
const made =
  'mod m { macro_rules! make { ($name:ident { $($one:ident)* }) => { pub enum $name { $($one),* } } } make!(E { First Some }); }';

describe('a path leads to', () => {
  test.each<[string, Texts | string, string, string, readonly string[]]>([
    ['what the module declares', 'fn a() {}', '', 'a', ['a function']],
    ['what another does', 'mod m { pub fn a() {} }', '', 'm::a', ['m::a function']],
    ['what the root does', 'fn a() {} mod m {}', 'm', 'crate::a', ['a function']],
    ['what is above', 'fn a() {} mod m { mod n {} }', 'm::n', 'super::super::a', ['a function']],
    ['what is here', 'mod m { fn a() {} }', 'm', 'self::a', ['m::a function']],
    ['nothing above the root', 'fn a() {}', '', 'super::a', []],
    ['nothing that the module does not have', 'fn a() {} mod m {}', 'm', 'a', []],
    ['a variant', 'enum E { A, B(u8) }', '', 'E::B', ['E enum B']],
    ['the type where what is behind is its own', 'struct S;', '', 'S::new', ['S struct']],
    ['all namespaces of a name', 'struct a {} fn a() {} mod a {}', '', 'a', ['a function', 'a struct']],
    ['the type alone before more', 'struct a {} fn a() {}', '', 'a::b', ['a struct']],
    ['an import', 'mod m { pub fn a() {} } use m::a;', '', 'a', ['m::a function']],
    ['an import by another name', 'mod m { pub fn a() {} } use m::a as b;', '', 'b', ['m::a function']],
    [
      'a chain of imports',
      'mod m { pub use self::n::a as b; pub mod n { pub fn a() {} } } use m::b as c;',
      '',
      'c',
      ['m::n::a function'],
    ],
    ['what a glob brings', 'mod m { pub fn a() {} } use m::*;', '', 'a', ['m::a function']],
    [
      'what a glob brings of an enum that a macro makes',
      `${made} use m::E::*;`,
      '',
      'First',
      ['m::make call First'],
    ],
    ['nothing of the prelude there', `${made} use m::E::*;`, '', 'Some', []],
    ['nothing private through a glob', 'mod m { fn a() {} } use m::*;', '', 'a', []],
    [
      'what is private through a glob from within',
      'fn a() {} mod m { use super::*; }',
      'm',
      'a',
      ['a function'],
    ],
    [
      'what is imported first, before a glob',
      'mod m { pub fn a() {} } use m::*; fn a() {}',
      '',
      'a',
      ['a function'],
    ],
    ['variants by a glob', 'use E::*; enum E { A }', '', 'A', ['E enum A']],
    [
      'what globs that need each other bring',
      'mod m { pub use super::n::*; pub fn a() {} } mod n { pub use super::m::*; pub fn b() {} }',
      'n',
      'a',
      ['m::a function'],
    ],
    [
      'a re-export',
      'pub use m::a; mod m { pub fn a() {} } mod n { use crate::a; }',
      'n',
      'a',
      ['m::a function'],
    ],
    ['the standard library', 'fn a() {}', '', 'std::fmt::Write', ['::std::fmt::Write']],
    ['what is imported of it', 'use std::fmt;', '', 'fmt::Write', ['::std::fmt::Write']],
    [
      'another crate',
      { 'Cargo.toml': dependency, 'src/lib.rs': '' },
      '',
      'other_crate::A',
      ['::other_crate::A'],
    ],
    [
      'another crate by a leading ::',
      { 'Cargo.toml': dependency, 'src/lib.rs': 'mod other_crate {}' },
      '',
      '::other_crate::A',
      ['::other_crate::A'],
    ],
    [
      'an own module before a crate',
      { 'Cargo.toml': dependency, 'src/lib.rs': 'mod other_crate { pub fn a() {} }' },
      '',
      'other_crate::a',
      ['other_crate::a function'],
    ],
    [
      'a crate by the name of extern crate',
      'extern crate alloc as std;',
      '',
      'std::vec::Vec',
      ['::std::vec::Vec'],
    ],
    [
      'the crate itself by extern crate self',
      'extern crate self as me; fn a() {}',
      '',
      'me::a',
      ['a function'],
    ],
    ['the root by $crate', 'fn a() {} mod m {}', 'm', '$crate::a', ['a function']],
    [
      'an exported macro by the root',
      'mod m { #[macro_export] macro_rules! a { () => {} } }',
      '',
      'crate::a',
      ['m::a macro'],
    ],
    [
      'what a foreign block declares',
      'extern "C" { fn abs(x: i32) -> i32; }',
      '',
      'abs',
      ['extern "C" foreign'],
    ],
    [
      'one of several configurations each',
      '#[cfg(unix)] mod m { pub fn a() {} } #[cfg(windows)] mod m { pub fn a() {} }',
      '',
      'm::a',
      ['m::a function', 'm::a function 2'],
    ],
  ])('%s', (_, files, at, path, expected) => {
    expect(resolve(files, at, path)).toEqual(expected);
  });
});

describe('in the 2015 edition', () => {
  test('a use starts at the root, other paths do not', () => {
    const text = 'mod m { pub fn a() {} } mod n { }';
    expect(resolve(old(text), 'n', 'm::a', 'use')).toEqual(['m::a function']);
    expect(resolve(old(text), 'n', 'm::a')).toEqual([]);
    expect(resolve(old(text), 'n', '::m::a')).toEqual(['m::a function']);
  });

  test('a crate is in the root', () => {
    const text = 'extern crate other_crate; mod n { }';
    expect(resolve(old(text), 'n', '::other_crate::A')).toEqual(['::other_crate::A']);
    expect(resolve(old(text), 'n', 'other_crate::A', 'use')).toEqual(['::other_crate::A']);
  });
});

describe('macros', () => {
  const keys = (text: string, at: string, name: string) => {
    const { scope, source } = linkTexts(text);
    const module = source.modules.find((one) => one.path.join('::') === at);
    return module && scope.macrosNamed(module, name).map(({ key }) => key);
  };

  test('one of a name is meant everywhere', () => {
    expect(keys('mod m { macro_rules! a { () => {} } } mod n {}', 'n', 'a')).toEqual(['m::a macro']);
  });

  test('of several, those of the nearest module around', () => {
    const text = 'macro_rules! a { () => {} } mod m { macro_rules! a { (1) => {} } mod n {} } mod o {}';
    expect(keys(text, 'm::n', 'a')).toEqual(['m::a macro']);
    expect(keys(text, 'o', 'a')).toEqual(['a macro']);
  });
});

test('what is found carries what has to hold on the way', () => {
  const { scope, source } = linkTexts(
    '#[cfg(unix)] mod m { #[cfg(feature = "x")] pub fn a() {} } #[cfg(windows)] use m::a as b;',
  );
  const [target] = scope.lookUp(source.root, 'b');
  expect(target?.conditions).toEqual(['windows', 'unix', 'feature = "x"']);
});

test('many modules that bring each other in by globs come to an end', () => {
  const numbers = Array.from({ length: 14 }, (_, number) => number);
  const text = numbers
    .map((number) => `mod m${number} { use super::*; pub fn f${number}() {} }\npub use m${number}::*;\n`)
    .join('');
  expect(resolve(text, 'm3', 'f9')).toEqual(['m9::f9 function']);
  expect(resolve(text, 'm3', 'none')).toEqual([]);
});

test('`alloc` is there where it is asked for alone, and `core` always', () => {
  const text = ['alloc', 'core'].map((name) => `#[cfg(feature = "a")] extern crate ${name};`).join(' ');
  const { scope, source } = linkTexts(text);
  const conditionsOf = (path: string) =>
    scope.resolve(source.root, path.split('::'), 'use').targets.map(({ conditions }) => conditions);
  expect(conditionsOf('self::alloc::vec')).toEqual([['feature = "a"']]);
  expect(conditionsOf('self::core::mem')).toEqual([[]]);
});
