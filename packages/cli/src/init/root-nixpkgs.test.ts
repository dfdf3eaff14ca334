// Which nixpkgs a flake has, in the forms that people write it, with and without a lock.
import { expect, test } from '@jest/globals';
import { findRootNixpkgs } from './root-nixpkgs.js';

const rev = '0123456789abcdef0123456789abcdef01234567';
const github = { owner: 'NixOS', repo: 'nixpkgs', type: 'github' };
const pin = `github:NixOS/nixpkgs/${rev}`;

function lock(inputs: object, original: object = { ...github, ref: 'nixos-25.05' }): string {
  const nodes = {
    found: { locked: { ...github, rev }, original },
    other: { inputs: { nixpkgs: 'found' }, locked: { ...github, repo: 'other', rev }, original: github },
    root: { inputs },
  };
  return JSON.stringify({ nodes, root: 'root', version: 7 });
}

const flake = (inputs: string, args = 'self, nixpkgs') => `{ ${inputs} outputs = { ${args} }: { }; }`;
const release = 'inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.05";';
const locked = lock({ nixpkgs: 'found' });

test.each<[string, string, string | undefined, object | undefined]>([
  ['locked', flake(release), locked, { url: 'github:NixOS/nixpkgs/nixos-25.05', pin }],
  ['not locked', flake(release), undefined, { url: 'github:NixOS/nixpkgs/nixos-25.05' }],
  [
    'a lock that is older than the url',
    flake('inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";'),
    locked,
    { url: 'github:NixOS/nixpkgs/nixos-25.11' },
  ],
  [
    'as attributes',
    flake('inputs.nixpkgs = { type = "github"; owner = "NixOS"; repo = "nixpkgs"; ref = "nixos-25.05"; };'),
    undefined,
    { url: 'github:NixOS/nixpkgs/nixos-25.05' },
  ],
  [
    'by way of another input',
    flake('inputs.other.url = "github:NixOS/other"; inputs.nixpkgs.follows = "other/nixpkgs";', 'self, ...'),
    lock({ nixpkgs: ['other', 'nixpkgs'], other: 'other' }),
    { url: 'github:NixOS/nixpkgs/nixos-25.05', pin },
  ],
  [
    'by way of another input, not locked',
    flake('inputs.other.url = "github:NixOS/other"; inputs.nixpkgs.follows = "other/nixpkgs";', 'self, ...'),
    undefined,
    undefined,
  ],
  [
    'from the registry',
    flake(''),
    lock({ nixpkgs: 'found' }, { id: 'nixpkgs', type: 'indirect' }),
    { url: 'flake:nixpkgs', pin },
  ],
  ['from the registry, not locked', flake(''), undefined, { url: 'flake:nixpkgs' }],
  [
    'a folder of the repository',
    flake('inputs.nixpkgs.url = "path:./np";'),
    JSON.stringify({
      nodes: {
        found: {
          locked: { path: './np', type: 'path' },
          original: { path: './np', type: 'path' },
          parent: [],
        },
        root: { inputs: { nixpkgs: 'found' } },
      },
      root: 'root',
      version: 7,
    }),
    { url: 'path:./np' },
  ],
  [
    'a circle in the lock',
    flake(release),
    lock({ nixpkgs: ['nixpkgs'] }),
    { url: 'github:NixOS/nixpkgs/nixos-25.05' },
  ],
  ['no lock at all', flake(release), 'not JSON', { url: 'github:NixOS/nixpkgs/nixos-25.05' }],
  ['none', flake('', 'self'), undefined, undefined],
  ['no flake', '[ ]', undefined, undefined],
])('%s', (_, text, lockText, found) => {
  expect(findRootNixpkgs(text, lockText)).toEqual(found);
});
