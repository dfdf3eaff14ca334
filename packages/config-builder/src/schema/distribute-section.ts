// The section `[distribute]` of lattice.toml, as data: builders, caches and keys by name. No secret stands in any key.
import type { KnownKey, KnownTable } from './known-table.js';

const most = BigInt(Number.MAX_SAFE_INTEGER);

const builder: readonly KnownKey[] = [
  {
    name: 'url',
    type: { kind: 'string', form: 'storeAddress' },
    example: 'ssh-ng://me@builder.example.org',
    says: 'Its address.',
  },
  {
    name: 'systems',
    type: { kind: 'strings', form: 'system', orNone: true },
    default: [],
    says: 'The systems that it builds for; none stands for that of the machine that asks.',
  },
  {
    name: 'ssh-key-file',
    type: { kind: 'string', form: 'keyFile' },
    example: '~/.ssh/id_builder',
    says: 'The file with the secret key to log in with; otherwise ssh chooses.',
  },
  {
    name: 'jobs',
    type: { kind: 'integer', least: 1n, most },
    default: 1n,
    says: 'How many builds it runs at once.',
  },
  {
    name: 'speed',
    type: { kind: 'integer', least: 1n, most },
    default: 1n,
    says: 'How fast it is beside the others: of those that are free, the fastest is taken.',
  },
  {
    name: 'features',
    type: { kind: 'strings', form: 'systemFeature', orNone: true },
    default: [],
    says: 'The system features that it has.',
  },
  {
    name: 'mandatory-features',
    type: { kind: 'strings', form: 'systemFeature', orNone: true },
    default: [],
    says: 'The system features that a build has to ask for to be given to it.',
  },
  {
    name: 'host-key',
    type: { kind: 'string', form: 'hostKey' },
    example: 'c3NoLWVkMjU1MTkgQUFBQQ==',
    says: 'The public key of its host; otherwise ssh knows it.',
  },
];

const cache: readonly KnownKey[] = [
  {
    name: 'url',
    type: { kind: 'string', form: 'storeAddress' },
    example: 'https://cache.example.org',
    says: 'Its address.',
  },
  {
    name: 'keys',
    type: { kind: 'strings', form: 'distributeName', orNone: true },
    default: [],
    says: 'The keys whose signatures are trusted; the first signs what is pushed.',
  },
];

const key: readonly KnownKey[] = [
  {
    name: 'public',
    type: { kind: 'string', form: 'publicKey' },
    example: 'team-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    says: 'The public key, as `flake-lattice key` prints it.',
  },
  {
    name: 'secret-file',
    type: { kind: 'string', form: 'keyFile' },
    example: '~/.config/flake-lattice/team-1.secret',
    says: 'The file with the secret key, for those who push.',
  },
  {
    name: 'secret-variable',
    type: { kind: 'string', form: 'environmentVariable' },
    example: 'TEAM_CACHE_KEY',
    says: 'The environment variable with the secret key; where it is set, no file is read.',
  },
];

export const distributeSection: KnownTable = {
  name: 'distribute',
  says: 'Where nodes are built and had from. It changes no generated file.',
  tables: [
    {
      name: 'builders',
      says: 'Machines that build for this one, for `build --builders`.',
      namedTables: { name: '<builder>', form: 'distributeName', says: 'One builder.', keys: builder },
    },
    {
      name: 'caches',
      says: 'Binary caches that `build` takes from, and that `push` copies to.',
      namedTables: { name: '<cache>', form: 'distributeName', says: 'One cache.', keys: cache },
    },
    {
      name: 'keys',
      says: 'Keys that sign what caches hold.',
      namedTables: { name: '<key>', form: 'distributeName', says: 'One key.', keys: key },
    },
  ],
};
