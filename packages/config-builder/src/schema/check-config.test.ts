// The known sections held against themselves, and configurations held against them.
import { describe, expect, test } from '@jest/globals';
import type { Origin } from '../origin.js';
import { mapMarks } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { faultsOfConfig, warningsOfConfig } from './check-config.js';
import { defaultConfig } from './defaults.js';
import { faultOfValue } from './key-type.js';
import { knownSections } from './known-sections.js';
import type { KnownKey, KnownTable } from './known-table.js';
import { latticeSections } from './lattice-sections.js';
import { nearestName } from './nearest.js';

function keysOf({ keys = [], tables = [], named, namedTables }: KnownTable): readonly KnownKey[] {
  return [
    ...keys,
    ...(named ? [named] : []),
    ...[...tables, ...(namedTables ? [namedTables] : [])].flatMap(keysOf),
  ];
}

function config(text: string) {
  return mapMarks(readToml(text, 'f.toml'), (place): Origin => ({ layer: 'base', name: 'f.toml', place }));
}

function faults(text: string): readonly string[] {
  return faultsOfConfig(config(text)).map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
}

describe('the known sections', () => {
  test('have a valid default or example for each key', () => {
    for (const { name, type, default: value, example } of [...knownSections, ...latticeSections].flatMap(
      keysOf,
    )) {
      const shown = value ?? example;
      expect({ name, fault: shown === undefined ? 'none given' : faultOfValue(type, shown) }).toEqual({
        name,
      });
    }
  });

  test('have defaults that pass their own check', () => {
    expect(faultsOfConfig(defaultConfig())).toEqual([]);
  });
});

describe('faultsOfConfig', () => {
  test('takes tables of the user’s own as they are', () => {
    expect(faults('x = 1\n[my]\nrust = 2\n[my.nix]\nnixpkgs = 3\n')).toEqual([]);
  });

  test('names every fault at the key that has it', () => {
    const text = [
      '[rust]',
      'channel = "x"',
      'Channel = "stable"',
      'debuginfo-level = true',
      '[target.linux]',
      'cc = "cc"',
      '[target.a-b]',
      'ndk = "x"',
      '[nix.inputs]',
      'self = "path:./x"',
      '[env]',
      'A = 1',
      '"B=C" = ""',
    ].join('\n');
    expect(faults(text)).toEqual([
      'CONFIG_OUT_OF_RANGE 2:1',
      'CONFIG_UNKNOWN_KEY 3:1',
      'CONFIG_WRONG_TYPE 4:1',
      'CONFIG_UNKNOWN_KEY 5:9',
      'CONFIG_UNKNOWN_KEY 8:1',
      'CONFIG_UNKNOWN_KEY 10:1',
      'CONFIG_WRONG_TYPE 12:1',
      'CONFIG_UNKNOWN_KEY 13:1',
    ]);
  });

  test.each(['rust = 1', '[[rust]]', 'change-id = 1', 'target = "x"', 'env = []', 'nix.inputs = 1'])(
    'refuses %s, which should be a table',
    (text) => {
      expect(faults(text)).toEqual([expect.stringMatching(/^CONFIG_WRONG_TYPE 1:/)]);
    },
  );
});

test('warningsOfConfig warns of a section that is nearly a known one', () => {
  expect(warningsOfConfig(config('[rustt]\n[my]\n[environment]\n[Rust]\n'))).toEqual([
    '`rustt` in f.toml:1 is taken as it is; did you mean `rust`?',
    '`Rust` in f.toml:4 is taken as it is; did you mean `rust`?',
  ]);
});

test.each([
  ['chanel', 'channel'],
  ['download_rustc', 'download-rustc'],
  ['RUSTC', 'rustc'],
  ['zzz', undefined],
  ['x', undefined],
  ['crago', 'cargo'],
  ['ragco', undefined],
])('nearestName of %s is %s', (name, near) => {
  expect(nearestName(name, ['rustc', 'cargo', 'channel', 'download-rustc'])).toBe(near);
});
