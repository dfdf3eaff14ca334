import { describe, expect, test } from '@jest/globals';
import { membersByUnit, planTexts, type Texts } from '../crate-texts.fixture.js';
import { noRepairs } from './plan-groups.js';

const unitsOf = (files: Texts | string, more: Parameters<typeof planTexts>[1] = {}) =>
  membersByUnit(planTexts(files, more));
const mergesOf = (files: Texts | string, more: Parameters<typeof planTexts>[1] = {}) =>
  planTexts(files, more).flatMap(({ merges }) => merges);

test('each declaration is a unit, where nothing keeps it with others', () => {
  expect(unitsOf('fn a() { b() } fn b() {} struct C; mod m { pub const D: u8 = 1; }')).toEqual({
    a: ['a function'],
    b: ['b function'],
    c: ['C struct'],
    m__d: ['m::D constant'],
  });
});

test('twins stay together', () => {
  const text = '#[cfg(unix)] fn a() {} #[cfg(not(unix))] fn a() { b() } fn b() {}';
  expect(unitsOf(text)).toEqual({ a: ['a function', 'a function 2'], b: ['b function'] });
  expect(mergesOf(text)).toEqual([
    { kind: 'twins', declarations: ['a'], reason: '`::a` is there once for each of several configurations' },
  ]);
});

describe('an impl stands with', () => {
  test.each<[string, string, string]>([
    ['the type that it is of', 'struct A; impl A { fn x() {} }', 'A struct'],
    ['the type, of a trait of elsewhere', 'struct A; impl Clone for A { }', 'A struct'],
    ['the type behind a reference', "struct A; impl<'a> Clone for &'a A { }", 'A struct'],
    ['the type behind a mutable reference', 'struct A; impl std::io::Read for &mut A { }', 'A struct'],
    ['the type in a Box', 'struct A; impl Clone for Box<A> { }', 'A struct'],
    ['the type with arguments', 'struct A<T>(T); impl<T> Clone for A<T> { }', 'A struct'],
    ['the type of another module', 'mod m { pub struct A; } impl Clone for m::A { }', 'm::A struct'],
    [
      'the type behind an import',
      'mod m { pub struct A; } use m::A as B; impl Clone for B { }',
      'm::A struct',
    ],
    ['the type in an argument of the trait', 'struct A; impl From<A> for u8 { }', 'A struct'],
    ['the trait, of a type of elsewhere', 'trait T {} impl T for u8 { }', 'T trait'],
    ['the trait, of all types', 'trait T {} impl<X: Copy> T for X { }', 'T trait'],
    ['the trait, of a tuple or a slice', 'trait T {} impl<X> T for [X] { }', 'T trait'],
    ['the trait behind dyn', 'trait T {} impl dyn T { fn x() {} }', 'T trait'],
    ['the type, where both are own', 'struct A; trait T {} impl T for A { }', 'A struct'],
    ['the enum or union', 'union A { x: u8 } impl A { }', 'A union'],
  ])('%s', (_, text, host) => {
    const found = planTexts(text).find(({ members }) => members.some(({ item }) => item.kind === 'impl'));
    expect(found?.members.map(({ key }) => key)).toContain(host);
    expect(found?.members).toHaveLength(2);
  });

  test('the type behind an alias, which stays with them', () => {
    const keys = ['A struct', 'B alias', 'impl Clone for B impl'];
    expect(unitsOf('struct A; type B = A; impl Clone for B { }')).toEqual({ a: keys });
  });

  test('the trait, where it would close a circle with the type', () => {
    const text =
      'struct A; trait T { fn a() -> A; } impl T for A { fn a() -> A { make() } } fn make() -> A { A }';
    expect(unitsOf(text)).toMatchObject({ a: ['A struct'], make: ['make function'] });
    expect(unitsOf(text).t).toHaveLength(2);
  });

  test('nothing, where it is of nothing that is known', () => {
    expect(unitsOf('impl Clone for Made { } make! { Made }')).toMatchObject({
      impl__impl_item: ['impl Clone for Made impl'],
    });
  });
});

describe('a macro call', () => {
  test('stands with the type that it makes an impl of', () => {
    const text = 'struct A; macro_rules! m { ($t:ty) => { impl Clone for $t {} } } m!(A);';
    expect(unitsOf(text)).toEqual({ a: ['A struct', 'm call'], m: ['m macro'] });
    expect(mergesOf(text)).toMatchObject([{ kind: 'macro', reason: '`m!` makes impls of `A`' }]);
  });

  test('stands with the own trait that it makes impls of', () => {
    const text = 'trait T {} macro_rules! m { ($t:ty) => { impl T for $t {} } } m!(u8);';
    expect(unitsOf(text)).toEqual({ m: ['m macro'], t: ['T trait', 'm call'] });
  });

  test('that makes impls of what is elsewhere alone is a unit', () => {
    const text = 'macro_rules! m { ($t:ty) => { const _: $t = 1; } } m!(u8);';
    expect(unitsOf(text)).toEqual({ m: ['m macro'], u8__m: ['m call'] });
  });

  test('stands with the users of what it makes without pub', () => {
    const text = 'make! { fn a() {} } fn b() { a() } fn c() {}';
    expect(unitsOf(text)).toEqual({ b: ['b function', 'make call'], c: ['c function'] });
    expect(mergesOf(text)).toMatchObject([
      { kind: 'names', reason: '`make!` makes `a`, which is not public' },
    ]);
  });

  test('of thread_local is opened', () => {
    expect(unitsOf('thread_local! { static A: u8 = 1; } fn b() { A.with(|_| ()) }')).toMatchObject({
      b: ['b function'],
    });
  });
});

describe('a circle', () => {
  test('stays together, and is shown', () => {
    const text = 'fn a() { b() } fn b() { c() } fn c() { a(); d() } fn d() {}';
    expect(unitsOf(text)).toEqual({ a: ['a function', 'b function', 'c function'], d: ['d function'] });
    expect(mergesOf(text)).toEqual([
      {
        kind: 'cycle',
        declarations: ['a', 'b', 'c'],
        reason: expect.stringMatching(/^they need each other: (a -> b -> c|b -> c -> a|c -> a -> b)/),
      },
    ]);
  });

  test('through an impl is one of its type', () => {
    const text = 'struct A; impl A { fn x() { b() } } fn b() -> A { A }';
    expect(Object.keys(unitsOf(text))).toEqual(['a']);
  });
});

describe('coarser', () => {
  const text = 'fn a() { m::b() } mod m { pub fn b() { c() } fn c() {} } mod n { pub fn d() { super::a() } }';

  test('by module', () => {
    expect(unitsOf(text, { granularity: 'module' })).toEqual({
      a: ['a function'],
      m__b: ['m::b function', 'm::c function'],
      n__d: ['n::d function'],
    });
  });

  test('by module, with modules that need each other in one', () => {
    const found = planTexts('fn a() { m::b() } mod m { pub fn b() { super::c() } } fn c() {}', {
      granularity: 'module',
    });
    expect(found).toHaveLength(1);
    expect(found[0]?.merges.map(({ kind }) => kind)).toContain('cycle');
  });

  test('the whole crate', () => {
    const [unit, ...others] = planTexts(text, { granularity: 'crate' });
    expect([unit?.members.length, others]).toEqual([4, []]);
  });

  test('by size: what one other needs alone joins it while there is room', () => {
    expect(Object.keys(unitsOf(text, { maxBytes: 1000 }))).toHaveLength(1);
    expect(Object.keys(unitsOf(text, { maxBytes: 1 }))).toHaveLength(4);
    const some = unitsOf(text, { maxBytes: 40 });
    expect(Object.keys(some).length).toBeGreaterThan(1);
    expect(Object.keys(some).length).toBeLessThan(4);
  });
});

describe('what rustc asked for', () => {
  const text = 'fn a() {} fn b() {} fn c() {}';

  test('is an edge, which may close a circle', () => {
    const edges = [
      ['a function', 'b function'],
      ['b function', 'a function'],
    ] as const;
    expect(unitsOf(text, { repairs: { ...noRepairs, edges } })).toMatchObject({
      a: ['a function', 'b function'],
    });
  });

  test('is a merge, which keeps its reason', () => {
    const merges = [{ keys: ['a function', 'c function'], reason: 'rustc says so' }];
    expect(mergesOf(text, { repairs: { ...noRepairs, merges } })).toEqual([
      { kind: 'rustc', declarations: ['a', 'c'], reason: 'rustc says so' },
    ]);
  });

  test('is left out where the declaration is there no more', () => {
    const merges = [{ keys: ['a function', 'gone function'], reason: 'x' }];
    const edges = [['a function', 'gone function']] as const;
    expect(Object.keys(unitsOf(text, { repairs: { ...noRepairs, merges, edges } }))).toHaveLength(3);
  });
});
