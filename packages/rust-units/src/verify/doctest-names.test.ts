import { expect, test } from '@jest/globals';
import { nameDoctests } from './doctest-names.js';

const printed = (name: string, kind?: string) => ({ name, kind, outcome: 'ok' as const });

test('the file and the line do not show, and equals are counted in their order', () => {
  const names = nameDoctests([
    printed('src/m.rs - m::Foo<T>::bar (line 120)'),
    printed('src/m.rs - m::Foo<T>::bar (line 9)', 'compile fail'),
    printed('src/lib.rs - (line 4)'),
    printed('src/m.rs - m::Foo<T>::bar (line 13)'),
    printed('README.md - (line 1)'),
  ]).map(({ name }) => name);
  expect(names).toEqual([
    'crate #1',
    'crate #2',
    'm::Foo<T>::bar (compile fail) #1',
    'm::Foo<T>::bar #1',
    'm::Foo<T>::bar #2',
  ]);
});

test('a doctest is the same in another file', () => {
  const here = nameDoctests([printed('src/m.rs - m::f (line 3)')]);
  expect(nameDoctests([printed('lib.rs - m::f (line 1033)')])).toEqual(here);
});
