// The sections of lattice.toml, as data. `[config]` holds a configuration and is checked as one.
import type { KnownTable } from './known-table.js';

const config: KnownTable = { name: 'config', says: 'A configuration.', free: true };

export const latticeSections: readonly KnownTable[] = [
  {
    name: 'lattice',
    says: 'What holds for the whole lattice.',
    keys: [
      {
        name: 'schema',
        type: { kind: 'integer', least: 1n, most: 1n },
        default: 1n,
        says: 'The version of this format.',
      },
      {
        name: 'output',
        type: { kind: 'string', form: 'innerFolder' },
        default: 'generated',
        says: 'The folder that the flakes are generated into, from the folder of lattice.toml.',
      },
      {
        name: 'systems',
        type: { kind: 'strings', form: 'system' },
        default: ['x86_64-linux', 'aarch64-linux'],
        says: 'The systems that every flake has outputs for: `systems` of `[nix]` unless a config says otherwise.',
      },
    ],
  },
  {
    name: 'inputs',
    says: 'The pins that every node gets.',
    namedTables: {
      name: '<name>',
      form: 'pinName',
      says: 'One input: `nixpkgs` of `[nix]`, or one of `[nix.inputs]`, unless a config says otherwise.',
      keys: [
        {
          name: 'url',
          type: { kind: 'string', form: 'flakeReference' },
          example: 'github:NixOS/nixpkgs/nixpkgs-unstable',
          says: 'Its flake reference; a relative `path:` starts at the root of the repository.',
        },
      ],
    },
  },
  config,
  {
    name: 'node',
    says: 'The nodes of the lattice.',
    namedTables: {
      name: '<node>',
      form: 'nodeName',
      says: 'One node, a flake of its own.',
      keys: [
        {
          name: 'description',
          type: { kind: 'string', form: 'text' },
          example: 'The seed configuration',
          says: 'What the node is for, in a few words.',
        },
        {
          name: 'template',
          type: { kind: 'word', words: ['config'] },
          default: 'config',
          says: 'What its flake is made from.',
        },
      ],
      tables: [config],
    },
  },
];
