// Which references are fixed.
import { expect, test } from '@jest/globals';
import { isFixed } from './check-pins.js';

const commit = '0123456789abcdef0123456789abcdef01234567';

test.each([
  `github:o/r/${commit}`,
  `gitlab:o%2Fg/r/${commit}?dir=x`,
  `sourcehut:~o/r/${commit}`,
  `git+https://example.org/r?ref=main&rev=${commit}`,
  `github:o/r?rev=${commit}`,
  'https://example.org/r.tar.gz?narHash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  'path:./nix/host-nixpkgs',
  'path:../shared',
  './nix',
  '.',
  'path:./a%20b?dir=x',
])('%s is fixed', (reference) => {
  expect(isFixed(reference, '/repository/inner', '/repository')).toBe(true);
});

test.each([
  'github:NixOS/nixpkgs',
  'github:NixOS/nixpkgs/nixos-unstable',
  `github:NixOS/nixpkgs/${commit.slice(1)}`,
  `github:NixOS/nixpkgs/${commit}/more`,
  'github:NixOS/nixpkgs?ref=main',
  'git+https://example.org/r?rev=main',
  'https://example.org/r.tar.gz',
  'nixpkgs',
  'flake:nixpkgs',
  'path:/absolute',
  '/absolute',
  'path:../../other',
  'path:./%2e%2e/%2e%2e/other',
])('%s is not', (reference) => {
  expect(isFixed(reference, '/repository/inner', '/repository')).toBe(false);
});
