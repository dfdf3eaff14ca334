import { expect, test } from '@jest/globals';
import { headerOf } from './split-crate.js';

test('a path in a header ends no comment', () => {
  expect(headerOf('a\nfn b() {}', 'split "a\r\nb"').slice(1)).toEqual([
    'source:  a fn b() {}',
    'command: split "a b"',
  ]);
});
