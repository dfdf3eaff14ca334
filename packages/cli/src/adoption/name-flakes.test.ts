// Names of nodes for folders: safe, unique, and as short as that allows.
import { expect, test } from '@jest/globals';
import { nameFlakes } from './name-flakes.js';

const names = (folders: readonly string[], taken: readonly string[] = []) =>
  [...nameFlakes({ folders, root: '/home/somebody/our repo', taken: new Set(taken) })].map(
    ([, name]) => name,
  );

test('a flake is called as its folder', () => {
  expect(names(['', 'services/api', 'libs/common'])).toEqual(['our-repo', 'api', 'common']);
});

test('folders above tell those of one name apart, and from nodes that are there', () => {
  expect(names(['services/api', 'libs/api', 'web'])).toEqual(['services-api', 'libs-api', 'web']);
  expect(names(['a/x/api', 'b/x/api'])).toEqual(['a-x-api', 'b-x-api']);
  expect(names(['services/tools', 'x/API', 'y/api'], ['tools'])).toEqual([
    'services-tools',
    'x-API',
    'y-api',
  ]);
});

test('what no node can be called is made safe', () => {
  expect(names(['a/default', 'b/9lives', 'c/x y.z', 'nixpkgs', '42'])).toEqual([
    'a-default',
    'lives',
    'x-y-z',
    'flake-nixpkgs',
    'flake-node',
  ]);
});

test('what stays unclear is refused', () => {
  expect(() => names(['x.y', 'x+y'])).toThrow(expect.objectContaining({ code: 'NAME_CLASH' }));
  expect(() => names(['api'], ['api'])).toThrow(expect.objectContaining({ code: 'NODE_EXISTS' }));
});
