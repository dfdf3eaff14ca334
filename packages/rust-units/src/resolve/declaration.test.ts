import { describe, expect, test } from '@jest/globals';
import { linkTexts } from '../crate-texts.fixture.js';

const keys = (text: string) => linkTexts(text).declarations.map(({ key }) => key);

describe('keys', () => {
  test('say where and what a declaration is, and are sorted', () => {
    expect(
      keys(
        'mod m { struct B; } fn b() {} impl<T> Clone for\n  m::B<T> { } const A: u8 = 1; extern "C" { fn c(); }',
      ),
    ).toEqual([
      'A constant',
      'b function',
      'extern "C" foreign',
      'impl<T> Clone for m::B<T> impl',
      'm::B struct',
    ]);
  });

  test('of twins are told apart by their texts, whatever their order', () => {
    const unix = '#[cfg(unix)] fn a() {}\n';
    const other = '#[cfg(not(unix))] fn a() { 1 }\n';
    const found = (text: string) =>
      linkTexts(text).declarations.map(({ key, conditions }) => [key, ...conditions]);
    expect(found(unix + other)).toEqual([
      ['a function', 'not(unix)'],
      ['a function 2', 'unix'],
    ]);
    expect(found(other + unix)).toEqual(found(unix + other));
  });

  test('tests have none', () => {
    expect(
      keys('#[test] fn t() {} #[cfg(test)] mod tests { fn x() {} } #[cfg(test)] use a::b; fn a() {}'),
    ).toEqual(['a function']);
  });
});

describe('the names of a macro call', () => {
  const made = (text: string) => {
    const call = linkTexts(text).declarations.find(({ item }) => item.kind === 'call');
    return (
      call && {
        names: [...call.names].sort(),
        perhaps: [...call.perhaps].sort(),
        hidden: [...call.hidden].sort(),
      }
    );
  };

  test('are those that stand behind a keyword in what it is given', () => {
    expect(made('make! { pub fn a() {} struct B; }')).toEqual({
      names: ['B', 'a'],
      perhaps: [],
      hidden: ['B'],
    });
  });

  test('are perhaps those that the macro makes of what it is given, or has in itself', () => {
    const macro = 'macro_rules! make { ($n:ident, $t:ty) => { pub fn $n(x: $t) {} pub struct Fixed; } }';
    expect(made(`${macro} make!(a, u8);`)).toEqual({ names: [], perhaps: ['Fixed', 'a', 'u8'], hidden: [] });
  });

  test('are hidden where nothing makes them public', () => {
    const macro = 'macro_rules! make { ($n:ident) => { fn $n() {} } }';
    expect(made(`${macro} make!(a);`)).toEqual({ names: [], perhaps: ['a'], hidden: ['a'] });
  });
});
