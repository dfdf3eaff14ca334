import { describe, expect, test } from '@jest/globals';
import { buildTexts, type Texts, textIn } from '../crate-texts.fixture.js';

const facade = (files: Texts | string) => textIn(buildTexts(files), undefined);

test('gives each name back where it was, as public as it was', () => {
  const text = 'fn a() {} pub fn b() {} pub mod m { pub(crate) struct C; mod n { pub const D: u8 = 1; } }';
  expect(facade(text)).toBe(
    [
      '// Generated.\n#![allow(warnings)]\n',
      'extern crate sample__a;\nextern crate sample__b;\nextern crate sample__m__c;\nextern crate sample__m__n__d;\n',
      'pub use ::sample__b::b;\nuse ::sample__a::a;\n',
      'pub mod m {\n    pub(crate) use ::sample__m__c::m::C;\n\n    mod n {\n        pub use ::sample__m__n__d::m::n::D;\n    }\n}\n',
    ].join('\n'),
  );
});

describe('keeps', () => {
  test.each<[string, string, string]>([
    ['re-exports as they are written', 'pub use m::a as b; mod m { pub fn a() {} }', 'pub use m::a as b;'],
    [
      'the documentation of the crate and of modules',
      '//! Crate.\n/// Module.\npub mod m { //! Inner.\n }',
      '//! Crate.',
    ],
    [
      'the documentation of modules',
      '/// Module.\npub mod m { //! Inner.\n }',
      '/// Module.\npub mod m {\n    //! Inner.',
    ],
    ['configurations', '#[cfg(unix)] pub fn a() {}', '#[cfg(unix)]\npub use ::sample__a::a;'],
    [
      'what is hidden from documentation',
      '#[doc(hidden)] pub fn a() {}',
      '#[doc(hidden)]\npub use ::sample__a::a;',
    ],
    ['unit tests', '#[test]\nfn t() { assert!(true) }', '#[test]\nfn t() { assert!(true) }'],
    [
      'modules of tests',
      'fn a() {}\n#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test] fn t() { a() }\n}',
      '#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test] fn t() { a() }\n}',
    ],
    [
      'exported macros',
      'mod m { #[macro_export] macro_rules! mac { () => {} } }',
      'pub use ::sample__m__mac::mac;',
    ],
    [
      'macros that tests call',
      'macro_rules! mac { () => {} }\n#[test] fn t() { mac!() }',
      '#[macro_use]\nextern crate sample__mac;',
    ],
    [
      'what a foreign block makes',
      'extern "C" { pub fn a(); fn b(); }',
      'pub use ::sample__a::a;\nuse ::sample__a::b;',
    ],
    ['what a macro call makes', 'make! { pub fn a() {} }', 'pub use ::sample__a__make::a;'],
    [
      'as private as it was what thread_local makes',
      'thread_local! { static A: u8 = 1; pub static B: u8 = 1; pub(crate) static C: u8 = 1; }',
      'pub use ::sample__a__thread_local::B;\npub(crate) use ::sample__a__thread_local::C;\nuse ::sample__a__thread_local::A;',
    ],
    [
      'what a macro call makes perhaps',
      'macro_rules! m { ($n:ident) => { pub fn $n() {} } } m!(a);',
      'pub use ::sample__a__m::*;',
    ],
  ])('%s', (_, text, expected) => {
    expect(facade(text)).toContain(expected);
  });

  test('modules of tests that are files, put in', () => {
    const found = facade({
      'src/lib.rs': '#[cfg(test)]\nmod tests;',
      'src/tests.rs': 'mod more;\n#[test] fn t() {}',
      'src/tests/more.rs': '#[test] fn u() {}',
    });
    expect(found).toContain('mod tests {\nmod more {\n#[test] fn u() {}\n}\n#[test] fn t() {}\n}');
  });

  test('a module for each of several configurations', () => {
    const found = facade({
      'src/lib.rs': '#[cfg_attr(unix, path = "u.rs")]\nmod m;',
      'src/u.rs': 'pub fn a() {}',
      'src/m.rs': 'pub fn a() {}',
    });
    expect(found).toContain('#[cfg(unix)]\nmod m {');
    expect(found).toContain('#[cfg(not(unix))]\nmod m {');
  });
});

describe('documentation tests', () => {
  const doc = '/// ```\n/// assert!(true);\n/// ```\n';

  test.each<[string, string, string]>([
    ['a function', 'pub fn a(x: u8) -> u8 { x }', 'pub fn a() {}'],
    [
      'a type',
      "pub struct A<'x, T: Copy, const N: usize>(&'x [T; N]);",
      "pub struct A<'x, T, const N: usize> {}",
    ],
    ['an enum', 'enum A { B }', 'enum A {}'],
    ['a trait', 'pub trait A<T> { }', 'pub trait A<T> {}'],
    ['a constant', 'pub const A: u8 = 1;', 'pub const A: () = ();'],
    ['a static', 'pub static A: u8 = 1;', 'pub const A: () = ();'],
    ['an alias', 'pub type A = u8;', 'pub type A = ();'],
    ['a macro', 'macro_rules! a { () => {} }', 'macro_rules! a { () => {} }'],
  ])('of %s are carried by a stub of its name', (_, text, stub) => {
    expect(facade(doc + text)).toContain(`#[cfg(doctest)]\n${doc}${stub}`);
  });

  test('of methods, variants and fields are carried by stubs of theirs', () => {
    const found = facade(
      `pub struct A { ${doc} x: u8 }\nimpl A { ${doc} pub fn m(&self) {}\n pub fn n() {} }\nenum E { ${doc} V(u8) }`,
    );
    expect(found).toContain(`pub struct A {\n${doc}x: (),\n}`);
    expect(found).toContain(`impl A {\n${doc}fn m() {}\n}`);
    expect(found).toContain(`enum E {\n${doc}V,\n}`);
  });

  test('the name itself is there where no such test is looked for', () => {
    expect(facade(`${doc}pub fn a() {}`)).toContain('#[cfg(not(doctest))]\npub use ::sample__a::a;');
  });

  test('documentation without them needs no stub', () => {
    expect(facade('/// Plain.\npub fn a() {}')).not.toContain('doctest');
  });
});
