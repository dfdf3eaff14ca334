import { describe, expect, test } from '@jest/globals';
import { placeReference } from './place-reference.js';

const inside = { base: '/repo', flake: '/repo/generated/seed', repository: '/repo' };

describe('placeReference', () => {
  test.each([
    ['path:./nix/host-nixpkgs', 'path:../../nix/host-nixpkgs'],
    ['./nix/host-nixpkgs', 'path:../../nix/host-nixpkgs'],
    ['/repo/nix', 'path:../../nix'],
    ['path:nix', 'path:../../nix'],
    ['path:./generated/seed/below', 'path:./below'],
    ['path:.?dir=x', 'path:../..?dir=x'],
    ['github:NixOS/nixpkgs/nixos-25.05', 'github:NixOS/nixpkgs/nixos-25.05'],
    ['nixpkgs', 'nixpkgs'],
    ['./with space', 'path:../../with%20space'],
    ['path:./with space', 'path:../../with%20space'],
    ['path:./with%20space', 'path:../../with%20space'],
    ['./with%20percent', 'path:../../with%2520percent'],
    ['path:./50%', 'path:../../50%25'],
    ['./ü"[1]\n', 'path:../../%C3%BC%22%5B1%5D%0A'],
    ['./..two', 'path:../../..two'],
    ['./generated/seed/..two', 'path:./..two'],
    ['./generated/seed/.hidden', 'path:./.hidden'],
    ['.', 'path:../..'],
    ['./generated/seed', 'path:.'],
    ['git+file:///x?ref=main', 'git+file:///x?ref=main'],
  ])('within one repository, %s becomes %s', (reference, placed) => {
    expect(placeReference(reference, inside)).toBe(placed);
  });

  test('a path out of the repository is absolute', () => {
    expect(placeReference('path:../other', inside)).toBe('path:/other');
    expect(placeReference('/elsewhere', inside)).toBe('path:/elsewhere');
  });

  test('outside git every path is absolute', () => {
    expect(placeReference('path:./nix', { ...inside, repository: undefined })).toBe('path:/repo/nix');
  });
});
