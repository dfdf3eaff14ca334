// What cargo tells code of its package, for packages that say much and little.
import { expect, test } from '@jest/globals';
import { packageFacts } from './package-facts.js';

const names = { name: 'a-b', version: '1.20.3-rc.1+build', libName: 'a_b' };
const factsOf = (own: object, files: readonly string[] = []) =>
  Object.fromEntries(packageFacts(own as never, names, (path) => files.includes(path)));

test('what is not said is empty', () => {
  expect(factsOf({})).toEqual({
    CARGO_PKG_NAME: 'a-b',
    CARGO_CRATE_NAME: 'a_b',
    CARGO_PKG_VERSION: '1.20.3-rc.1+build',
    CARGO_PKG_VERSION_MAJOR: '1',
    CARGO_PKG_VERSION_MINOR: '20',
    CARGO_PKG_VERSION_PATCH: '3',
    CARGO_PKG_VERSION_PRE: 'rc.1',
    CARGO_PKG_AUTHORS: '',
    CARGO_PKG_README: '',
    CARGO_PKG_DESCRIPTION: '',
    CARGO_PKG_HOMEPAGE: '',
    CARGO_PKG_REPOSITORY: '',
    CARGO_PKG_LICENSE: '',
    CARGO_PKG_LICENSE_FILE: '',
    CARGO_PKG_RUST_VERSION: '',
  });
});

test('what is said stands as it is written', () => {
  const own = {
    authors: ['A', 'B <b@c>'],
    description: 'x\n"y"',
    'rust-version': '1.70',
    'license-file': 'L',
  };
  expect(factsOf(own)).toMatchObject({
    CARGO_PKG_AUTHORS: 'A:B <b@c>',
    CARGO_PKG_DESCRIPTION: 'x\n"y"',
    CARGO_PKG_RUST_VERSION: '1.70',
    CARGO_PKG_LICENSE_FILE: 'L',
  });
});

test.each([
  [{}, ['README.md', 'README'], 'README.md'],
  [{}, ['README'], 'README'],
  [{ readme: 'docs/a.md' }, ['README.md'], 'docs/a.md'],
  [{ readme: true }, [], 'README.md'],
  [{ readme: false }, ['README.md'], ''],
])('the readme of %j with %j is %j', (own, files, readme) => {
  expect(factsOf(own, files).CARGO_PKG_README).toBe(readme);
});
