// What code asks cargo is written out where a unit would be told something else, and nowhere else.
import { expect, test } from '@jest/globals';
import { linkTexts } from '../crate-texts.fixture.js';
import { itemText } from './item-text.js';

const facts = new Map([
  ['CARGO_CRATE_NAME', 'sample'],
  ['CARGO_PKG_NAME', 'sample'],
  ['CARGO_PKG_DESCRIPTION', 'a "b" \\ \n\u0007'],
]);

function written(text: string): string {
  const [one] = linkTexts(text).declarations;
  return one ? itemText(one.item, [], { facts, isClosed: false }).text : '';
}

test.each([
  ['env!("CARGO_PKG_NAME")', '"sample"'],
  ['::std::env!("CARGO_PKG_NAME")', '"sample"'],
  ['std :: env ! [ "CARGO_PKG_NAME" , ]', '"sample"'],
  ['env!("CARGO_PKG_NAME", "said \\"so\\"")', '"sample"'],
  ['env!{"CARGO_PKG_DESCRIPTION"}', '"a \\"b\\" \\\\ \\n\\u{7}"'],
  ['f(concat!(env!("CARGO_PKG_NAME"), "x"))', 'f(concat!("sample", "x"))'],
  ['option_env!("CARGO_PKG_NAME")', 'Some("sample")'],
  ['module_path!()', '"sample"'],
  ['core::module_path!()', '"sample"'],
])('%s is %s', (asked, told) => {
  expect(written(`pub const X: T = ${asked};`)).toBe(`pub const X: T = ${told};`);
});

test.each([
  'env!("HOME")',
  'option_env!("CARGO")',
  'mine::env!("CARGO_PKG_NAME")',
  'my_env!("CARGO_PKG_NAME")',
  'r#"env!("CARGO_PKG_NAME")"#',
  '1 /* env!("CARGO_PKG_NAME") */',
  'env!(NAME)',
  'file!()',
])('%s stays', (asked) => {
  expect(written(`pub const X: T = ${asked};`)).toBe(`pub const X: T = ${asked};`);
});

test('a macro is told of the package, but of no module, and one that is exported asks its caller', () => {
  const body = '{ () => { (env!("CARGO_PKG_NAME"), module_path!()) }; }';
  expect(written(`macro_rules! own ${body}`)).toContain('("sample", module_path!())');
  expect(written(`#[macro_export]\nmacro_rules! own ${body}`)).toContain(body);
});

test('attributes are told too', () => {
  expect(written('#[command(name = env!("CARGO_PKG_NAME"))]\npub struct X;')).toBe(
    '#[command(name = "sample")]\npub struct X;',
  );
});
