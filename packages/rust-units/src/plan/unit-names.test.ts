import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planTexts, type Texts } from '../crate-texts.fixture.js';
import { snake } from './unit-names.js';

const names = (files: Texts | string) => planTexts(files).map(({ folder }) => folder);

test.each([
  ['VersionReq', 'version_req'],
  ['HTTPServer', 'http_server'],
  ['A', 'a'],
  ['parse2D', 'parse2_d'],
  ['r#type', 'type'],
  ['__x', '__x'],
  ['größe', 'gruf6uDFe'.toLowerCase()],
])('%s is called %s', (name, expected) => {
  expect(snake(name)).toBe(expected);
});

describe('a unit is called after', () => {
  test.each<[string, string, readonly string[]]>([
    ['its path', 'mod a { pub mod b { pub fn c() {} } }', ['a__b__c']],
    ['the type before its impls', 'struct A; impl A {}', ['a']],
    [
      'the type before functions of its circle',
      'fn a() -> B { B } struct B; impl B { fn x() { a() } }',
      ['b'],
    ],
    ['what is nearest to the root', 'mod m { pub fn a() { super::z() } } fn z() { m::a() }', ['z']],
    ['the kind too, where letters differ alone', 'struct Foo; fn foo() {}', ['foo_function', 'foo_struct']],
    [
      'the kind too, where the folder would mean something',
      'fn src() {} fn tests() {} fn build() {}',
      ['build_function', 'src_function', 'tests_function'],
    ],
    ['a keyword as it is', 'fn r#type() {}', ['type']],
    ['what a macro call makes, and the macro', 'make! { pub fn a() {} }', ['a__make']],
    ['what a macro call is given', 'macro_rules! m { ($t:ty) => {} } m!(u8);', ['m', 'u8__m']],
    ['the first name of a foreign block', 'extern "C" { fn b(); fn a(); }', ['a']],
    ['no marks at its ends', 'fn _a_() {}', ['a']],
    [
      'what it holds, where it has no name',
      'const _: () = ();',
      [expect.stringMatching(/^check_[0-9a-f]{8}$/) as unknown as string],
    ],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

test('a long name is cut, and told apart by its hash', () => {
  const [one, other] = names(`fn ${'a'.repeat(100)}() {} fn ${'a'.repeat(99)}b() {}`) as [string, string];
  expect([one.length, other.length]).toEqual([80, 80]);
  expect(one).not.toBe(other);
});

const word = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/)
  .filter(
    (text) =>
      !/^(?:_+|as|do|dyn|else|enum|fn|for|if|impl|in|let|loop|match|mod|move|mut|pub|ref|self|Self|static|super|trait|true|type|use|where|while|const|crate|async|await|break|extern|false|return|struct|unsafe|union|box|abstract|final|macro|priv|try|gen|yield|become)$/.test(
        text,
      ),
  );
const item = fc.tuple(fc.constantFrom('fn', 'struct', 'const', 'trait'), word).map(([kind, name]) => ({
  key: `${kind} ${name}`,
  text: {
    fn: `fn ${name}() {}`,
    struct: `struct ${name};`,
    const: `const ${name}: u8 = 1;`,
    trait: `trait ${name} {}`,
  }[kind as 'fn'],
}));
const items = fc.uniqueArray(item, { selector: ({ key }) => key, maxLength: 12 });
const textOf = (all: readonly { readonly text: string }[]) => all.map(({ text }) => text).join('\n');

test('names are folders of their own whatever the case counts for, and safe', () => {
  fc.assert(
    fc.property(items, (all) => {
      const found = names(textOf(all));
      expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(found.length);
      for (const name of found) expect(name).toMatch(/^[a-z0-9][a-z0-9_]*$/);
    }),
    { numRuns: 60 },
  );
});

test('a name stays where something is added that has another', () => {
  fc.assert(
    fc.property(items, (all) => {
      const before = names(textOf(all));
      const after = names(`${textOf(all)}\nfn entirely_new() {}`);
      expect(after.filter((name) => name !== 'entirely_new')).toEqual(before);
    }),
    { numRuns: 40 },
  );
});
