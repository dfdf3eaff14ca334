// The URL of a reference, read by real Nix, says the attributes that it was written from.
import { runNix } from '@flake-lattice/programs';
import { expect, test } from '@jest/globals';
import { describeWithNix, environmentWith } from '../../../../tools/testing/nixes.js';
import { referenceUrl } from './reference-url.js';

const rev = '0123456789abcdef0123456789abcdef01234567';
const narHash = 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAA+/AAAAAAAAAAAA=';

const references = [
  { type: 'github', owner: 'NixOS', repo: 'nixpkgs' },
  { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ref: 'nixos-25.05' },
  { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ref: 'a/branch' },
  { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev, narHash },
  { type: 'github', owner: 'o', repo: 'r', rev, dir: 'a/b', host: 'git.example.org' },
  { type: 'gitlab', owner: 'o', repo: 'r', rev },
  { type: 'sourcehut', owner: '~o', repo: 'r', rev },
  { type: 'git', url: 'https://example.org/r', ref: 'main', rev },
  { type: 'git', url: 'file:///a/b', rev, dir: 'x' },
  { type: 'git', url: 'ssh://git@example.org/r', ref: 'main', shallow: true, submodules: true },
  { type: 'tarball', url: 'https://example.org/r.tar.gz', narHash },
  { type: 'tarball', url: 'https://example.org/r?token=1', narHash },
  { type: 'path', path: './nix/host-nixpkgs' },
  { type: 'path', path: './a b' },
  { type: 'path', path: '/a/b', narHash },
  { type: 'indirect', id: 'nixpkgs' },
  { type: 'indirect', id: 'nixpkgs', ref: 'nixos-25.05', rev },
];

describeWithNix('referenceUrl', (nix) => {
  test('Nix reads the attributes back', async () => {
    const urls = references.map((attributes) => referenceUrl(attributes));
    const expression = `map builtins.parseFlakeRef (builtins.fromJSON ''${JSON.stringify(urls)}'')`;
    const unused = { text: '', major: 0, minor: 0 };
    const options = { cwd: '/', env: environmentWith(nix) };
    const result = await runNix(
      { path: nix.path, version: unused },
      ['eval', '--json', '--expr', expression],
      options,
    );
    if (result.exitCode !== 0) throw new Error(result.stderr);
    const asText = (attributes: object) =>
      Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, value === 1 ? 'true' : String(value)]),
      );
    expect((JSON.parse(result.stdout) as object[]).map(asText)).toEqual(references.map(asText));
  });

  test('nothing for what it does not know', () => {
    expect(referenceUrl({ type: 'hg', url: 'https://example.org' })).toBeUndefined();
    expect(referenceUrl({ type: 'github', owner: 'o' })).toBeUndefined();
    expect(referenceUrl({})).toBeUndefined();
  });
});
