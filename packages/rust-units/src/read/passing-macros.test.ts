// Macros that pass items on, told from those that do more.
import { expect, test } from '@jest/globals';
import { readTexts } from '../crate-texts.fixture.js';

/** The items of the root but for macros, each with the predicates that it stands under. */
function itemsOf(text: string): readonly (readonly string[])[] {
  return readTexts(text)
    .root.items.filter(({ kind }) => kind !== 'macro')
    .map(({ kind, name, conditions }) => [`${kind} ${name}`, ...conditions]);
}

const call = 'm! { fn a() {} struct B; }';

test.each([
  ['macro_rules! m { ($($item:item)*) => { $( #[cfg(unix)] $item )* } }', ['unix']],
  ['macro_rules! m { ( $( $i : item )+ ) => ( $( #[cfg( all(a, b,) )]\n$i )+ ); }', ['all(a, b,)']],
  ['macro_rules! m (($($x:item)*) => {$(#[cfg(a)] /* or */ #[cfg(not(b))] $x)*});', ['all(a, not(b))']],
  ['macro_rules! m { ($($i:item)*) => { $( #[cfg_attr(docsrs, doc(cfg(a)))] #[doc(hidden)] $i )* } }', []],
  ['macro_rules! m { ($($i:item)*) => { $($i)* } }', []],
])('%s passes on', (macro, conditions) => {
  const passed = [
    ['function a', ...conditions],
    ['struct B', ...conditions],
  ];
  expect(itemsOf(`${macro} ${call}`)).toEqual(passed);
  expect(itemsOf(`${call} ${macro}`)).toEqual(passed);
  expect(itemsOf(`${macro} crate::m! { fn a() {} struct B; }`)).toEqual(passed);
});

test.each([
  'macro_rules! m { ($($i:item)*) => { $( #[inline] $i )* } }',
  'macro_rules! m { ($($i:item)*) => { $($i)* fn more() {} } }',
  'macro_rules! m { ($($i:item)*) => { $($i $i)* } }',
  'macro_rules! m { ($i:item) => { $i } }',
  'macro_rules! m { ($($i:tt)*) => { $($i)* } }',
  'macro_rules! m { ($($i:item)*) => { $($i)* }; (x) => {} }',
  'macro_rules! m { ($($i:item)*) => { $($i)* } } mod n { macro_rules! m { () => {} } }',
])('%s does not', (macro) => {
  expect(itemsOf(`${macro} ${call}`).map(([name]) => name)).toContain('call m');
});
