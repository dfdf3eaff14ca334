import { describe, expect, test } from '@jest/globals';
import { buildTexts, manifestText, type Texts, textIn } from '../crate-texts.fixture.js';

const unit = (files: Texts | string, folder: string) => textIn(buildTexts(files), folder);
/** Without the lines that each unit begins with. */
const body = (files: Texts | string, folder: string) =>
  unit(files, folder).replace(/^\/\/ Generated\.\n(?:#!\[.*\n)*\n?/, '');

describe('visibility', () => {
  test.each([
    ['a function', 'fn a() {}', '#[inline]\npub fn a() {}\n'],
    ['what only the crate sees', 'pub(crate) fn a() {}', '#[inline]\npub fn a() {}\n'],
    ['a field', 'struct A { pub x: u8, y: u8 }', 'pub struct A { pub x: u8, pub y: u8 }\n'],
    ['a field of a tuple', 'pub struct A(u8, pub(super) u8);', 'pub struct A(pub u8, pub u8);\n'],
    ['a union', 'union A { x: u8 }', 'pub union A { pub x: u8 }\n'],
    ['an enum', 'enum A { B { x: u8 } }', 'pub enum A { B { x: u8 } }\n'],
    ['a trait', 'trait A { fn x(&self); }', 'pub trait A { fn x(&self); }\n'],
    ['a constant', 'const A: u8 = 1;', 'pub const A: u8 = 1;\n'],
    ['a static', 'static mut A: u8 = 1;', 'pub static mut A: u8 = 1;\n'],
    ['an alias', 'type A = u8;', 'pub type A = u8;\n'],
    [
      'what a foreign block declares',
      'extern "C" { fn a(); pub static B: u8; }',
      'extern "C" { pub fn a(); pub static B: u8; }\n',
    ],
  ])('%s is public', (_, text, expected) => {
    const [folder = ''] = buildTexts(text).plans.map((plan) => plan.folder);
    expect(body(text, folder)).toBe(expected);
  });

  test('methods are, but for those of a trait', () => {
    const text =
      'struct A; impl A { fn x(&self) {} const Y: u8 = 1; } impl Drop for A { fn drop(&mut self) {} }';
    expect(body(text, 'a')).toContain('pub fn x(&self) {} pub const Y: u8 = 1;');
    expect(body(text, 'a')).toContain('#[inline]\nfn drop(&mut self) {}');
  });

  test('what is there in tests alone is there always, where only the unit can hold it', () => {
    const text = `struct A;
impl A {
    #[cfg(test)]
    fn x(&self) {}
}
#[cfg(all(test, unix))]
impl A { fn y(&self) {} }
#[cfg(test)]
struct B;
#[cfg(test)]
impl B { fn z(&self) {} }
`;
    expect(body(text, 'a')).toContain('#[cfg(all())]\n    #[inline]\n    pub fn x(&self) {}');
    expect(body(text, 'a')).toContain('#[cfg(unix)]\nimpl A {');
    expect(body(text, 'a')).not.toContain('B');
    const facade = textIn(buildTexts(text), undefined);
    expect(facade).toContain('#[cfg(test)]\nimpl B');
    expect(facade).not.toContain('impl A');
  });

  test('private parts of a type that derefs stay private, lest they hide what lies behind', () => {
    const text =
      'struct A { x: u8 } impl A { fn y(&self) {} } impl core::ops::Deref for A { type Target = u8; fn deref(&self) -> &u8 { &self.x } }';
    expect(body(text, 'a')).toContain('pub struct A { x: u8 }');
    expect(body(text, 'a')).toContain('fn y(&self) {}');
    expect(body(text, 'a')).not.toContain('pub fn y');
  });

  test('what a macro makes is no less public than the whole crate sees', () => {
    expect(body('macro_rules! m { () => { pub(crate) fn x() {} } }', 'm')).toContain('{ pub fn x() {} }');
    expect(body('thread_local! { static A: u8 = 1; }', 'a__thread_local')).toBe(
      'thread_local! { pub static A: u8 = 1; }\n',
    );
  });
});

describe('inlining', () => {
  test.each([
    ['fn a() {}', true],
    ["fn a<'x>(x: &'x u8) {}", true],
    ['const fn a() {}', true],
    ['fn a<T>(x: T) {}', false],
    ['fn a<const N: usize>() {}', false],
    ['fn a(x: impl Copy) {}', false],
    ['#[inline(never)] fn a() {}', false],
    ['#[cfg_attr(unix, inline)] fn a() {}', false],
    ['#[no_mangle] pub extern "C" fn a() {}', false],
  ])('%s is given it: %s', (text, expected) => {
    expect(/#\[inline\]/.test(unit(text, 'a'))).toBe(expected);
  });

  test('methods of what is not generic are given it, and keep their indentation', () => {
    const text =
      'struct A;\nimpl A {\n    fn x() {}\n    #[cold]\n    fn y() {}\n    #[inline]\n    fn z() {}\n}\nstruct B<T>(T);\nimpl<T> B<T> { fn x() {} }\n';
    expect(unit(text, 'a')).toContain(
      'impl A {\n    #[inline]\n    pub fn x() {}\n    #[cold]\n    #[inline]\n    pub fn y() {}\n    #[inline]\n    pub fn z() {}\n}',
    );
    expect(unit(text, 'b')).not.toContain('inline');
  });
});

describe('the mirror', () => {
  test('holds what the code takes from other units in its own module', () => {
    const text = 'fn a() {} mod m { use super::a; pub fn b() { a(); super::c() } } fn c() {}';
    expect(body(text, 'm__b')).toBe(
      [
        'extern crate sample__a;\nextern crate sample__c;\n',
        'pub(crate) use ::sample__c::c;\n',
        'pub mod m {\n    pub(crate) use ::sample__a::a;\n\n#[inline]\npub fn b() { a(); super::c() }\n}\n',
      ].join('\n'),
    );
  });

  test('knows names by which they were imported, and variants', () => {
    const text =
      'mod m { pub enum E { A } } use m::E::A as B; use std::fmt as f; fn x() -> m::E { let _: f::Error; B }';
    expect(unit(text, 'x')).toContain(
      'pub(crate) use ::sample__m__e::m::E::A as B;\npub(crate) use ::std::fmt as f;\n',
    );
  });

  test('says under which configuration a name is there', () => {
    const text = '#[cfg(unix)] mod m { #[cfg(feature = "x")] pub fn a() {} } fn b() { #[cfg(unix)] m::a() }';
    const found = unit(text, 'b');
    expect(found).toContain('#[cfg(unix)] #[cfg(feature = "x")] pub(crate) use ::sample__m__a::m::a;');
    expect(unit(text, 'm__a')).toContain('#[cfg(unix)]\n#[cfg(feature = "x")]\n#[inline]\npub fn a() {}');
  });

  test('has a macro at its root, public where code of other units comes to what it names', () => {
    const text =
      'mod m { macro_rules! mac { () => { $crate::n::x() } } fn a() { mac!() } } mod n { pub fn x() {} }';
    expect(body(text, 'm__mac')).toContain('#[macro_export]\nmacro_rules! mac');
    expect(body(text, 'm__mac')).toContain('pub mod n {\n    pub use ::sample__n__x::n::x;\n}');
    expect(body(text, 'm__a')).toContain('#[macro_use]\nextern crate sample__m__mac;');
  });
});

describe('from the head of the crate', () => {
  const text =
    '//! Doc.\n#![no_std]\n#![deny(warnings)]\n#![cfg_attr(docsrs, feature(doc_cfg))]\n#[macro_use]\nextern crate alloc;\nextern crate core as c;\nfn a() -> c::fmt::Error { c::fmt::Error } fn b() {}';

  test('attributes go along exactly, but for lints and documentation', () => {
    expect(unit(text, 'b')).toContain(
      '// Generated.\n#![no_std]\n#![cfg_attr(docsrs, feature(doc_cfg))]\n#![allow(warnings)]\n',
    );
    expect(unit(text, 'b')).not.toContain('Doc.');
  });

  test('crates go along that are used, or give macros', () => {
    expect(unit(text, 'a')).toContain('#[macro_use]\nextern crate alloc;\nextern crate core as c;\n');
    expect(unit(text, 'b')).not.toContain('core as c');
  });
});

test('what is included goes along, from where the file lies', () => {
  const files = {
    'Cargo.toml': manifestText(),
    'src/lib.rs': 'mod m;',
    'src/m.rs':
      'fn a() -> &\'static str { include_str!("data/x.txt") } #[doc = include_str!("../README.md")] fn b() {}',
  };
  expect(unit(files, 'm__a')).toContain('include_str!("src/data/x.txt")');
  expect(unit(files, 'm__b')).toContain('include_str!("README.md")');
});
