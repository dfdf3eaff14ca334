// The sections of lattice.toml, as data: what is checked, documented and told to editors. `[config]` is checked as a
// configuration.
import { distributeSection } from './distribute-section.js';
import type { KnownKey, KnownTable } from './known-table.js';

/** The templates that come with the tool. */
export const builtInTemplates = ['config', 'shell', 'package', 'check'] as const;

export type BuiltInTemplate = (typeof builtInTemplates)[number];

/** How finely a crate is split. */
export const granularities = ['declaration', 'module', 'crate'] as const;

/** What marks a template file of the user's own. */
export const templateEnding = '.eta';

/** The newest version of the format that this reader knows. */
export const newestSchema = 1n;

const config: KnownTable = { name: 'config', says: 'A configuration.', free: true };

const lattice: KnownTable = {
  name: 'lattice',
  says: 'What holds for the whole lattice.',
  keys: [
    {
      name: 'schema',
      type: { kind: 'integer', least: 1n, most: newestSchema },
      default: newestSchema,
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
};

const external: readonly KnownKey[] = [
  {
    name: 'url',
    type: { kind: 'string', form: 'flakeReference' },
    example: 'github:NixOS/nixpkgs/nixpkgs-unstable',
    says: 'Its flake reference; a relative `path:` starts at the folder of lattice.toml. Only `nixpkgs` has a default.',
  },
  {
    name: 'pin',
    type: { kind: 'string', form: 'flakeReference' },
    example: 'github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567',
    says: 'The fixed reference that goes into the flakes in place of `url`, as `flake-lattice update` writes it.',
  },
  {
    name: 'flake',
    type: { kind: 'boolean' },
    default: true,
    says: 'Whether it is a flake; otherwise it is a tree of files.',
  },
];

const node: readonly KnownKey[] = [
  {
    name: 'description',
    type: { kind: 'string', form: 'nixText' },
    example: 'The seed configuration',
    says: 'What the node is for, in a few words.',
  },
  {
    name: 'extends',
    type: { kind: 'strings', form: 'name', orNone: true },
    default: [],
    says: 'The nodes that it builds upon.',
  },
  {
    name: 'template',
    type: { kind: 'wordOrFile', words: builtInTemplates, ending: templateEnding },
    default: 'config',
    says: 'What its flake is made from; a file starts at the folder of lattice.toml.',
  },
  {
    name: 'inputs',
    type: { kind: 'strings', form: 'name', orNone: true },
    default: [],
    says: 'The external inputs of `[inputs]` that its flake takes; `nixpkgs` is always one.',
  },
  {
    name: 'packages',
    type: { kind: 'strings', form: 'packagePath', orNone: true },
    default: [],
    says: 'The packages of nixpkgs on its PATH.',
  },
  {
    name: 'script',
    type: { kind: 'string', form: 'nixText' },
    example: 'echo hello > "$out"',
    says: 'Shell code: what a shell runs at its start, what makes a package in `$out`, what a check runs.',
  },
  {
    name: 'source',
    type: { kind: 'string', form: 'relativePath' },
    example: 'src',
    says: 'The file or folder that a package or check starts in, from the folder of lattice.toml.',
  },
  {
    name: 'ejected',
    type: { kind: 'boolean' },
    default: false,
    says: 'Whether its files belong to you, and are never generated.',
  },
  {
    name: 'flake',
    type: { kind: 'string', form: 'relativePath' },
    example: 'services/api',
    says: 'The folder of a flake of your own that is the node, from the folder of lattice.toml; none is generated.',
  },
];

const crate: readonly KnownKey[] = [
  {
    name: 'path',
    type: { kind: 'string', form: 'relativePath' },
    example: 'crates/tally',
    says: 'The folder with its Cargo.toml, from the folder of lattice.toml.',
  },
  {
    name: 'description',
    type: { kind: 'string', form: 'nixText' },
    example: 'Counts words',
    says: 'What the crate is for, in a few words.',
  },
  {
    name: 'extends',
    type: { kind: 'strings', form: 'name', orNone: true },
    default: [],
    says: 'The nodes that its facade builds upon; its shell joins theirs.',
  },
  {
    name: 'granularity',
    type: { kind: 'word', words: granularities },
    default: 'declaration',
    says: 'What a unit holds.',
  },
  {
    name: 'max-bytes',
    type: { kind: 'integer', least: 1n, most: BigInt(Number.MAX_SAFE_INTEGER) },
    example: 4096n,
    says: 'The bytes up to which small units that belong together are made one.',
  },
  {
    name: 'features',
    type: { kind: 'strings', form: 'featureName', orNone: true },
    default: [],
    says: 'The features that are switched on beside the default ones.',
  },
  {
    name: 'default-features',
    type: { kind: 'boolean' },
    default: true,
    says: 'Whether the default features are switched on.',
  },
];

export const latticeSections: readonly KnownTable[] = [
  lattice,
  {
    name: 'inputs',
    says: 'External flakes, with their pins. A node gets those that it, or a node below it, names in `inputs`.',
    namedTables: {
      name: '<name>',
      form: 'pinName',
      says: 'One external input.',
      keys: external,
      tables: [
        {
          name: 'follows',
          says: 'Inputs of that flake which are to be inputs of `[inputs]`.',
          named: {
            name: '<input>',
            form: 'followedName',
            type: { kind: 'string', form: 'name' },
            example: 'nixpkgs',
            says: 'The input of `[inputs]` that the input of that name is to be.',
          },
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
      keys: node,
      tables: [
        {
          name: 'env',
          says: 'Variables of its shell, package and check, and of those above.',
          named: {
            name: '<NAME>',
            form: 'nodeVariable',
            type: { kind: 'string', form: 'nixText' },
            example: 'warn',
            says: 'The value of the variable of that name.',
          },
        },
        { ...config, says: 'What the node adds to the configuration.' },
      ],
    },
  },
  {
    name: 'crate',
    says: 'Rust library crates, each split into units of one declaration; `<crate>` is the node of its facade.',
    namedTables: {
      name: '<crate>',
      form: 'nodeName',
      says: 'One crate.',
      keys: crate,
    },
  },
  distributeSection,
];
