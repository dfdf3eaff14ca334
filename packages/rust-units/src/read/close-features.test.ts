import { expect, test } from '@jest/globals';
import { closeFeatures } from './close-features.js';

const declared = new Map([
  ['default', ['std']],
  ['std', ['alloc', 'dep:x', 'y/std']],
  ['alloc', []],
  ['circle', ['back']],
  ['back', ['circle']],
]);

test.each([
  [{}, ['alloc', 'std']],
  [{ defaults: false }, []],
  [{ defaults: false, names: ['circle'] }, ['back', 'circle']],
  [{ names: ['nonsense'] }, ['alloc', 'std']],
  [{ all: true, defaults: false }, ['alloc', 'back', 'circle', 'std']],
])('%j switches on %j', (selection, expected) => {
  expect(closeFeatures(declared, selection)).toEqual(expected);
});
