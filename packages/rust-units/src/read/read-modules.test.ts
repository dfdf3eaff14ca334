import { describe, expect, test } from '@jest/globals';
import { readTexts, type Texts } from '../crate-texts.fixture.js';
import type { CrateSource, Module } from './crate-source.js';

const shown = (module: Module) => ['crate', ...module.path].join('::');
/** The names of items by module, with the file that they stand in. */
const outline = ({ modules }: CrateSource) =>
  Object.fromEntries(
    modules.map((module) => [
      `${shown(module)} ${module.file.path}`,
      module.items.map(({ name }) => name).join(' '),
    ]),
  );
const conditions = ({ modules }: CrateSource) =>
  Object.fromEntries(modules.map((module) => [`${shown(module)} ${module.file.path}`, module.conditions]));

describe('modules', () => {
  test.each<[string, Texts, Readonly<Record<string, string>>]>([
    [
      'in files of their names, and below those',
      { 'src/lib.rs': 'mod a;', 'src/a.rs': 'mod b; fn x() {}', 'src/a/b.rs': 'fn y() {}' },
      { 'crate src/lib.rs': '', 'crate::a src/a.rs': 'x', 'crate::a::b src/a/b.rs': 'y' },
    ],
    [
      'in mod.rs',
      { 'src/lib.rs': 'mod a;', 'src/a/mod.rs': 'mod b;', 'src/a/b.rs': 'fn y() {}' },
      { 'crate src/lib.rs': '', 'crate::a src/a/mod.rs': '', 'crate::a::b src/a/b.rs': 'y' },
    ],
    [
      'inline, and files below those',
      { 'src/lib.rs': 'mod a { fn x() {} mod b; }', 'src/a/b.rs': 'fn y() {}' },
      { 'crate src/lib.rs': '', 'crate::a src/lib.rs': 'x', 'crate::a::b src/a/b.rs': 'y' },
    ],
    [
      'with a path, from the folder of the file',
      { 'src/lib.rs': 'mod a;', 'src/a.rs': '#[path = "c.rs"] mod b;', 'src/c.rs': 'mod d;', 'src/d.rs': '' },
      {
        'crate src/lib.rs': '',
        'crate::a src/a.rs': '',
        'crate::a::b src/c.rs': '',
        'crate::a::b::d src/d.rs': '',
      },
    ],
    [
      'with a path within an inline module',
      { 'src/lib.rs': 'mod a { #[path = "c.rs"] mod b; }', 'src/a/c.rs': 'fn y() {}' },
      { 'crate src/lib.rs': '', 'crate::a src/lib.rs': '', 'crate::a::b src/a/c.rs': 'y' },
    ],
    [
      'called by a keyword',
      { 'src/lib.rs': 'mod r#type;', 'src/type.rs': 'fn x() {}' },
      { 'crate src/lib.rs': '', 'crate::r#type src/type.rs': 'x' },
    ],
    [
      'of what is included',
      { 'src/lib.rs': 'include!("more/a.in"); fn z() {}', 'src/more/a.in': 'fn x() {} mod b { fn y() {} }' },
      { 'crate src/lib.rs': 'x z', 'crate::b src/more/a.in': 'y' },
    ],
  ])('%s', (_, files, expected) => {
    expect(outline(readTexts(files))).toEqual(expected);
  });

  test('a path that a cfg_attr gives is that of one of two modules', () => {
    const source = readTexts({
      'src/lib.rs': '#[cfg_attr(unix, path = "u.rs")]\n#[cfg(feature = "x")]\nmod a;',
      'src/u.rs': 'fn u() {}',
      'src/a.rs': 'fn other() {}',
    });
    expect(conditions(source)).toEqual({
      'crate src/lib.rs': [],
      'crate::a src/u.rs': ['feature = "x"', 'unix'],
      'crate::a src/a.rs': ['feature = "x"', 'not(unix)'],
    });
  });

  test('an inner cfg holds for the module, and tests are told apart', () => {
    const source = readTexts({
      'src/lib.rs': 'mod a; #[cfg(test)] mod tests { fn t() {} } #[test] fn u() {} fn v() {}',
      'src/a.rs': '#![cfg(all(test, unix))]\nfn x() {}',
    });
    expect(conditions(source)['crate::a src/a.rs']).toEqual(['all(test, unix)']);
    const items = source.modules.flatMap(({ items: own }) => own.map(({ name, isTest }) => [name, isTest]));
    expect(Object.fromEntries(items)).toEqual({ u: true, v: false, x: true, t: true });
  });

  test('branches of cfg_if exclude those before', () => {
    const { root } = readTexts(
      'cfg_if::cfg_if! { if #[cfg(unix)] { fn a() {} mod m { fn b() {} } } else if #[cfg(windows)] { use x::Y; } else { fn c() {} } }',
    );
    expect(root.items.map(({ name, conditions: own }) => [name, own])).toEqual([
      ['a', ['unix']],
      ['c', ['all(not(unix), not(windows))']],
    ]);
    expect(root.modules.map(({ conditions: own }) => own)).toEqual([['unix']]);
    expect(root.imports.map(({ name, conditions: own }) => [name, own])).toEqual([
      ['Y', ['all(not(unix), windows)']],
    ]);
  });

  test('attributes and documentation go with what follows, comments do not', () => {
    const { root } = readTexts(
      '//! Head.\n#![no_std]\n// no\n/// Doc.\n#[inline]\n// no\nfn a() {}\nfn b() {}\n',
    );
    expect(root.inner.map(({ text }) => text)).toEqual(['//! Head.', '#![no_std]']);
    expect(root.items.map(({ attributes }) => attributes.map(({ text }) => text))).toEqual([
      ['/// Doc.', '#[inline]'],
      [],
    ]);
  });
});

describe('what is not there', () => {
  const faultOf = (files: Texts) => {
    try {
      readTexts(files);
    } catch (fault) {
      return fault;
    }
    return undefined;
  };

  test.each<[string, Texts, object]>([
    ['a module', { 'src/lib.rs': '\n\nmod gone;' }, { file: 'src/lib.rs', line: 3 }],
    [
      'a module of a path',
      { 'src/lib.rs': 'mod a;', 'src/a.rs': '\n#[path = "b"]\nmod b;' },
      { file: 'src/a.rs', line: 3 },
    ],
    [
      'what is included',
      { 'src/lib.rs': 'fn a() {}\ninclude!("gone.rs");' },
      { file: 'src/lib.rs', line: 2 },
    ],
    ['the root', {}, { file: 'src/lib.rs' }],
  ])('%s is told with the place that asks for it', (_, files, place) => {
    expect(faultOf(files)).toMatchObject({ code: 'CRATE_FILE_MISSING', place });
  });

  test('but for a module that a cfg may leave out', () => {
    expect(
      outline(readTexts('#[cfg(windows)] mod gone; #[cfg_attr(unix, path = "gone.rs")] mod other;')),
    ).toEqual({
      'crate src/lib.rs': '',
    });
  });

  test.each<[string, Texts, object]>([
    ['the root', { 'src/lib.rs': 'fn a() {}\nfn (' }, { file: 'src/lib.rs', line: 2 }],
    ['a module', { 'src/lib.rs': 'mod a;', 'src/a.rs': '\n\npub struct {\n' }, { file: 'src/a.rs', line: 3 }],
  ])('syntax that is none, in %s, is told with its line', (_, files, place) => {
    expect(faultOf(files)).toMatchObject({ code: 'RUST_SYNTAX', place });
  });
});
