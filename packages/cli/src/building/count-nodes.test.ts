// What a build says of its nodes while it runs.
import { expect, test } from '@jest/globals';
import { countNodes } from './count-nodes.js';

const derivation = (name: string) => ({
  derivation: `/nix/store/${name}.drv`,
  output: `/nix/store/${name}`,
  outputName: 'out',
});

test('done, running and left; what is no node runs, and is not counted among nodes', () => {
  const names = ['seed', 'rust', 'web', 'dev', 'ci', 'docs'];
  const count = countNodes(6);
  expect(count.text()).toBe('0 of 6 nodes done, 6 left');
  count.know(new Map(names.map((name) => [name, derivation(name)])), (output) => output.endsWith('/seed'));
  expect(count.text()).toBe('1 of 6 nodes done, 5 left');
  count.begin('/nix/store/gcc.drv', 'gcc');
  count.begin('/nix/store/rust.drv', 'rust-1.0');
  expect(count.text()).toBe('1 of 6 nodes done, 2 running: gcc, rust; 4 left');
  count.end('/nix/store/gcc.drv');
  count.end('/nix/store/rust.drv');
  for (const name of ['web', 'dev', 'ci', 'docs']) count.begin(`/nix/store/${name}.drv`, name);
  expect(count.text()).toBe('2 of 6 nodes done, 4 running: web, dev, ci and 1 more; 0 left');
  for (const name of ['web', 'dev', 'ci', 'docs']) count.end(`/nix/store/${name}.drv`);
  expect(count.text()).toBe('6 of 6 nodes done, 0 left');
});

test('two nodes of one derivation end together', () => {
  const count = countNodes(2);
  count.know(new Map(['one', 'other'].map((name) => [name, derivation('same')])), () => false);
  count.begin('/nix/store/same.drv', 'same');
  expect(count.text()).toBe('0 of 2 nodes done, 2 running: one, other; 0 left');
  count.end('/nix/store/same.drv');
  expect(count.text()).toBe('2 of 2 nodes done, 0 left');
});
