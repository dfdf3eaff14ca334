import { expect, test } from '@jest/globals';
import { nodeOfPath } from './node-of-path.js';

const nodeAt = new Map([
  ['crate', 'crate'],
  ['crate/unit', 'crate--unit'],
  ['deep/er', 'deep-er'],
]);

test.each([
  ['crate/flake.nix', 'crate'],
  ['crate/src/lib.rs', 'crate'],
  ['crate/unit/lib.rs', 'crate--unit'],
  ['deep/er/flake.nix', 'deep-er'],
  ['deep/flake.nix', undefined],
  ['flake.nix', undefined],
  ['crate', undefined],
])('%s is of %s', (path, node) => {
  expect(nodeOfPath(path, nodeAt)).toBe(node);
});
