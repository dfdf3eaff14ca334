// The known sections of a configuration, as data: what is checked, defaulted, documented, and the order of writing.
import type { KnownTable } from './known-table.js';

const most = 2n ** 63n - 1n;

const nix: KnownTable = {
  name: 'nix',
  says: 'What the generated flakes are built with.',
  keys: [
    {
      name: 'nixpkgs',
      type: { kind: 'string', form: 'flakeReference' },
      default: 'github:NixOS/nixpkgs/nixpkgs-unstable',
      says: 'The flake reference of nixpkgs; a relative `path:` starts at the root of the repository.',
    },
    {
      name: 'system',
      type: { kind: 'string', form: 'system' },
      example: 'x86_64-linux',
      says: 'The system of the machine that the configuration is for.',
    },
    {
      name: 'systems',
      type: { kind: 'strings', form: 'system' },
      default: ['x86_64-linux', 'aarch64-linux'],
      says: 'The systems that the generated flakes have outputs for.',
    },
  ],
  tables: [
    {
      name: 'inputs',
      says: 'Further inputs of the generated flake.',
      named: {
        name: '<name>',
        form: 'inputName',
        type: { kind: 'string', form: 'flakeReference' },
        example: 'github:numtide/flake-utils',
        says: 'The flake reference of the input of that name; relative as for `nixpkgs`.',
      },
    },
  ],
};

const rust: KnownTable = {
  name: 'rust',
  says: 'The Rust toolchain.',
  keys: [
    {
      name: 'rustc',
      type: { kind: 'string', form: 'path' },
      example: '/usr/bin/rustc',
      says: 'The compiler to use in place of one that is downloaded.',
    },
    {
      name: 'cargo',
      type: { kind: 'string', form: 'path' },
      example: '/usr/bin/cargo',
      says: 'The cargo to use in place of one that is downloaded.',
    },
    {
      name: 'channel',
      type: { kind: 'word', words: ['stable', 'beta', 'nightly', 'dev'] },
      default: 'stable',
      says: 'The release channel.',
    },
    {
      name: 'download-rustc',
      type: { kind: 'boolean', orWord: 'if-unchanged' },
      default: false,
      says: 'Whether a compiler from CI is downloaded instead of built; not possible within a Nix build.',
    },
    {
      name: 'parallel-compiler',
      type: { kind: 'boolean' },
      default: false,
      says: 'Whether the compiler is built with its parallel front end.',
    },
    {
      name: 'llvm-tools',
      type: { kind: 'boolean' },
      default: true,
      says: 'Whether the LLVM tools are part of the toolchain.',
    },
    {
      name: 'debuginfo-level',
      type: { kind: 'integer', least: 0n, most: 2n },
      default: 0n,
      says: 'How much debug information is emitted: 0 none, 1 line tables, 2 all.',
    },
  ],
};

const build: KnownTable = {
  name: 'build',
  says: 'How things are built.',
  keys: [
    {
      name: 'stage',
      type: { kind: 'integer', least: 0n, most: 3n },
      default: 1n,
      says: 'The bootstrap stage that is built.',
    },
    {
      name: 'target',
      type: { kind: 'strings', form: 'triple', orOne: true },
      example: ['x86_64-unknown-linux-gnu'],
      says: 'The target triples to build for.',
    },
    {
      name: 'patch-binaries-for-nix',
      type: { kind: 'boolean' },
      default: false,
      says: 'Whether binaries that are downloaded are patched to run on NixOS.',
    },
    {
      name: 'vendor',
      type: { kind: 'boolean' },
      default: false,
      says: 'Whether dependencies come from the `vendor` folder alone.',
    },
    {
      name: 'build-dir',
      type: { kind: 'string', form: 'path' },
      default: 'build',
      says: 'The folder that build results go to.',
    },
    {
      name: 'jobs',
      type: { kind: 'integer', least: 1n, most: 65535n },
      example: 2n,
      says: 'How many jobs run at once; without it the builder decides.',
    },
  ],
};

const env: KnownTable = {
  name: 'env',
  says: 'Environment variables for the builder that reads config.toml; no shell and no build of a node sets them. Those of nodes stand in `[node.NAME.env]`.',
  named: {
    name: '<NAME>',
    form: 'variable',
    type: { kind: 'string', form: 'text' },
    example: 'value',
    says: 'The value of the variable of that name.',
  },
};

const install: KnownTable = {
  name: 'install',
  says: 'Where things are installed.',
  keys: [
    {
      name: 'prefix',
      type: { kind: 'string', form: 'path' },
      default: '/usr/local',
      says: 'The folder to install below.',
    },
    {
      name: 'sysconfdir',
      type: { kind: 'string', form: 'path' },
      default: '/etc',
      says: 'The folder of configuration files, below the prefix if it is relative.',
    },
  ],
};

const dist: KnownTable = {
  name: 'dist',
  says: 'How releases are signed and published.',
  keys: [
    {
      name: 'sign-folder',
      type: { kind: 'string', form: 'path' },
      example: 'build/dist',
      says: 'The folder whose files are signed.',
    },
    {
      name: 'upload-addr',
      type: { kind: 'string', form: 'address' },
      example: 'https://dist.example.org',
      says: 'The address that releases are uploaded to.',
    },
  ],
};

const llvm: KnownTable = {
  name: 'llvm',
  says: 'How LLVM is had.',
  keys: [
    {
      name: 'download-ci-llvm',
      type: { kind: 'boolean', orWord: 'if-unchanged' },
      default: false,
      says: 'Whether LLVM is downloaded from CI instead of built; not possible within a Nix build.',
    },
    {
      name: 'ninja',
      type: { kind: 'boolean' },
      default: true,
      says: 'Whether LLVM is built with ninja.',
    },
  ],
};

const target: KnownTable = {
  name: 'target',
  says: 'Tools by target triple.',
  namedTables: {
    name: '<triple>',
    form: 'triple',
    says: 'The tools for that target.',
    keys: [
      {
        name: 'cc',
        type: { kind: 'string', form: 'command' },
        example: 'cc',
        says: 'The C compiler.',
      },
      {
        name: 'android-ndk',
        type: { kind: 'string', form: 'path' },
        example: '/opt/android-ndk',
        says: 'The folder of the Android NDK.',
      },
    ],
  },
};

const changeId: KnownTable = {
  name: 'change-id',
  says: 'Which state of the configuration format the file was written for.',
  keys: [
    {
      name: 'id',
      type: { kind: 'integer', least: 0n, most },
      example: 146435n,
      says: 'The number of the latest change that the author has seen.',
    },
  ],
};

/** In the order in which they are documented and written. */
export const knownSections: readonly KnownTable[] = [
  nix,
  rust,
  build,
  env,
  install,
  dist,
  llvm,
  target,
  changeId,
];
