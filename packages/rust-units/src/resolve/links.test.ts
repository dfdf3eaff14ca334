import { describe, expect, test } from '@jest/globals';
import { linkTexts, type Texts } from '../crate-texts.fixture.js';

/** What a declaration needs: `NAME = KEY` for each name in its own module, `at MODULE: …` elsewhere; and macros. */
function linksOf(files: Texts | string, key: string): readonly string[] {
  const { declarations, links } = linkTexts(files);
  const declaration = declarations.find((one) => one.key === key);
  const found = declaration && links.get(declaration);
  if (!found) throw new Error(`no ${key} among ${declarations.map((one) => one.key).join(', ')}`);
  const needs = found.needs.map(({ module, name, target }) => {
    const at = module === declaration.item.module ? '' : `at ${['crate', ...module.path].join('::')}: `;
    const what =
      target.kind === 'external'
        ? `::${target.path.join('::')}`
        : target.kind === 'module'
          ? `mod ${target.module.path.join('::')}`
          : `${target.declaration.key}${target.member === undefined ? '' : ` ${target.member}`}`;
    return `${at}${name} = ${what}`;
  });
  const macros = found.macros.map((macro) => `${macro.key}!`);
  return [...new Set([...needs, ...macros])].sort();
}

describe('a declaration needs', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['what it calls', 'fn a() { b() } fn b() {}', 'a function', ['b = b function']],
    [
      'the types of its signature and fields',
      'struct A { b: Vec<B>, c: [C; N] } struct B; struct C; const N: usize = 1;',
      'A struct',
      ['B = B struct', 'C = C struct', 'N = N constant'],
    ],
    [
      'each step of a path',
      'fn a() { m::b() } mod m { pub fn b() {} }',
      'a function',
      ['at crate::m: b = m::b function', 'm = mod m'],
    ],
    [
      'nothing that its own names hide',
      'fn a(b: u8) -> u8 { let c = b; c } fn b() {} fn c() {}',
      'a function',
      [],
    ],
    [
      'what a file of the build may make, where nothing else has that name',
      'mod m { include!(concat!(env!("OUT_DIR"), "/x.rs")); } use m::*; fn a() -> Option<B> { m::c(d()) } fn d() {}',
      'a function',
      ['B = m::include call', 'at crate::m: c = m::include call', 'd = d function', 'm = mod m'],
    ],
    [
      'no type that has the name of an associated one',
      'fn a() -> impl Iterator<Item = B> { x() } struct Item; struct B;',
      'a function',
      ['B = B struct'],
    ],
    ['no type of which it has a parameter', 'fn a<T>(t: T) -> T { t } struct T;', 'a function', []],
    [
      'no field or method',
      'fn a(s: &str) { s.len(); x().y } fn len() {} struct y; fn x() -> X { X { y: 1 } } struct X { y: u8 }',
      'a function',
      ['x = x function'],
    ],
    [
      'what a macro that it calls is given',
      'fn a() { assert_eq!(b(), C) } fn b() -> u8 { 1 } const C: u8 = 1;',
      'a function',
      ['C = C constant', 'b = b function'],
    ],
    [
      'its macros, and what these come to',
      'macro_rules! m { () => { n!() } } macro_rules! n { () => { b() } } fn a() { m!() } fn b() {}',
      'a function',
      ['b = b function', 'm macro!', 'n macro!'],
    ],
    ['the derives that are imported', 'use x::Serialize; #[derive(Serialize)] struct A;', 'A struct', []],
    [
      'what a use within it brings',
      'fn a() { use m::b as c; c() } mod m { pub fn b() {} }',
      'a function',
      ['at crate::m: b = m::b function', 'm = mod m'],
    ],
    [
      'the variants that a glob within it brings',
      'fn a(e: E) { use E::*; match e { A => {} } } enum E { A }',
      'a function',
      ['E = E enum'],
    ],
    [
      'a trait whose method it calls',
      'trait T { fn go(&self); } fn a<X: Copy>(x: X) { x.go() }',
      'a function',
      ['T = T trait'],
    ],
    [
      'no trait whose methods it does not call',
      'trait T { fn go(&self); } fn a(x: u8) { x.stop() }',
      'a function',
      [],
    ],
    [
      'a trait of the standard library by the name of a method',
      'use std::fmt::Write; fn a(s: &mut String) { s.write_str("x"); }',
      'a function',
      ['Write = ::std::fmt::Write'],
    ],
    [
      'a trait that a macro calls',
      'use std::fmt::Write; fn a(s: &mut String) { write!(s, "x"); }',
      'a function',
      ['Write = ::std::fmt::Write'],
    ],
    [
      'a trait without a name',
      'use m::T as _; mod m { pub trait T { fn go(&self) {} } impl T for u8 {} } fn a() { 1u8.go() }',
      'a function',
      ['_ = m::T trait'],
    ],
    [
      'a trait that a glob brings',
      'use m::*; mod m { pub trait T { fn go(&self) {} } impl T for u8 {} } fn a() { 1u8.go() }',
      'a function',
      ['T = m::T trait'],
    ],
  ])('%s', (_, text, key, expected) => {
    expect(linksOf(text, key)).toEqual(expected);
  });
});

describe('a macro needs', () => {
  test('what it names by $crate, in the root', () => {
    const text =
      '#[macro_export] macro_rules! m { () => { $crate::n::b(); c() } } pub mod n { pub fn b() {} } fn c() {}';
    expect(linksOf(text, 'm macro')).toEqual(['at crate::n: b = n::b function', 'n = mod n']);
  });

  test('macros by their names, where it asks for local ones', () => {
    const text =
      '#[macro_export(local_inner_macros)] macro_rules! m { () => { n!() } } #[macro_export] macro_rules! n { () => {} }';
    expect(linksOf(text, 'm macro')).toEqual(['n = n macro']);
  });
});

test('what names other crates is told', () => {
  const files = {
    'Cargo.toml':
      '[package]\nname = "sample"\nversion = "1.0.0"\nedition = "2018"\n[dependencies]\none-two = "1"\n',
    'src/lib.rs': 'use one_two::X; fn a() -> X { one_two::y() } fn b() {}',
  };
  const { declarations, links } = linkTexts(files);
  expect(declarations.map((one) => [one.key, [...(links.get(one)?.crates ?? [])]])).toEqual([
    ['a function', ['one_two']],
    ['b function', []],
  ]);
});
