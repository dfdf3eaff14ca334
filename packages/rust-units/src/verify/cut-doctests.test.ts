import { expect, test } from '@jest/globals';
import { cutDoctests, namesOne } from './cut-doctests.js';

const names = new Set(['absent']);

test('marks code that names what is missing as no Rust, and leaves all else', () => {
  const text = [
    '/// ```rust,no_run',
    '/// use absent::thing;',
    '/// ```',
    '//! ~~~',
    '//! # extern crate absent;',
    '//! ~~~',
    '/// ```',
    '/// let absent = present::absent::it();',
    '/// ```',
    '/// ```json',
    '/// absent::json',
    '/// ```',
    'absent::call();',
  ];
  const result = cutDoctests(text.join('\n'), names, 'rust');
  expect(result.cut).toEqual(['use absent::thing;', '# extern crate absent;']);
  expect(result.text.split('\n')).toEqual(text.with(0, '/// ```text').with(3, '//! ~~~text'));
});

test('reads Markdown too', () => {
  const text = '# Title\n\n```\nabsent!(1);\n```\n';
  expect(cutDoctests(text, names, 'markdown')).toEqual({
    text: '# Title\n\n```text\nabsent!(1);\n```\n',
    cut: ['absent!(1);'],
  });
});

test.each([
  ['use absent;', true],
  ['use ::absent::x;', true],
  ['#[macro_use] extern crate absent;', true],
  ['absent::f()', true],
  ['absent! { }', true],
  ['crate::absent::f()', false],
  ['let absent = 1;', false],
  ['reabsent::f()', false],
])('%s names it: %s', (code, expected) => {
  expect(namesOne(code, names)).toBe(expected);
});
