// What values each type takes, and how a fault is said.
import { describe, expect, test } from '@jest/globals';
import type { TomlValue } from '../toml/toml-value.js';
import { faultOfValue, type KeyType } from './key-type.js';

const word: KeyType = { kind: 'word', words: ['stable', 'beta'] };
const level: KeyType = { kind: 'integer', least: 0n, most: 2n };
const flag: KeyType = { kind: 'boolean', orWord: 'if-unchanged' };
const systems: KeyType = { kind: 'strings', form: 'system' };
const targets: KeyType = { kind: 'strings', form: 'triple', orOne: true };
const reference: KeyType = { kind: 'string', form: 'flakeReference' };
const folder: KeyType = { kind: 'string', form: 'innerFolder' };

describe('faultOfValue', () => {
  test.each<[KeyType, TomlValue]>([
    [word, 'beta'],
    [level, 2n],
    [flag, true],
    [flag, 'if-unchanged'],
    [systems, ['x86_64-linux']],
    [targets, 'aarch64-unknown-linux-gnu'],
    [targets, ['wasm32-unknown-unknown', 'thumbv8m.main-none-eabi']],
    [reference, 'path:./a%20b?dir=x'],
    [folder, 'out/generated'],
    [{ kind: 'string', form: 'text' }, '\0'],
    [{ kind: 'boolean' }, false],
  ])('%p takes %p', (type, value) => {
    expect(faultOfValue(type, value)).toBeUndefined();
  });

  test.each<[KeyType, TomlValue, string]>([
    [word, 1n, 'CONFIG_WRONG_TYPE: is an integer, not one of "stable", "beta"'],
    [word, 'betta', 'CONFIG_OUT_OF_RANGE: is "betta", not one of "stable", "beta"'],
    [level, 2, 'CONFIG_WRONG_TYPE: is a float, not an integer from 0 to 2'],
    [level, 3n, 'CONFIG_OUT_OF_RANGE: is 3, not an integer from 0 to 2'],
    [flag, 'yes', 'CONFIG_WRONG_TYPE: is a string, not a boolean or "if-unchanged"'],
    [{ kind: 'boolean' }, 'if-unchanged', 'CONFIG_WRONG_TYPE: is a string, not a boolean'],
    [reference, 'path:./a#b', 'CONFIG_OUT_OF_RANGE: is "path:./a#b", not a flake reference'],
    [systems, [], 'CONFIG_OUT_OF_RANGE: is empty, and must name at least one'],
    [systems, ['a-b', 'a-b'], 'CONFIG_OUT_OF_RANGE: names "a-b" twice'],
    [systems, ['linux'], 'CONFIG_OUT_OF_RANGE: holds "linux", not a system such as "x86_64-linux"'],
    [
      systems,
      'a-b',
      'CONFIG_WRONG_TYPE: is a string, not an array of strings (each a system such as "x86_64-linux")',
    ],
    [reference, '--impure', 'CONFIG_OUT_OF_RANGE: is "--impure", not a flake reference'],
    [reference, '', 'CONFIG_OUT_OF_RANGE: is "", not a flake reference'],
    [
      folder,
      '../out',
      'CONFIG_OUT_OF_RANGE: is "../out", not a folder below that of lattice.toml, without `#` and `?`',
    ],
    [
      folder,
      'a/../../b',
      'CONFIG_OUT_OF_RANGE: is "a/../../b", not a folder below that of lattice.toml, without `#` and `?`',
    ],
    [
      folder,
      'a#b',
      'CONFIG_OUT_OF_RANGE: is "a#b", not a folder below that of lattice.toml, without `#` and `?`',
    ],
    [
      folder,
      '/abs',
      'CONFIG_OUT_OF_RANGE: is "/abs", not a folder below that of lattice.toml, without `#` and `?`',
    ],
    [reference, new Map(), 'CONFIG_WRONG_TYPE: is a table, not a string (a flake reference)'],
    [
      reference,
      { kind: 'local-date', text: '1979-05-27' },
      'CONFIG_WRONG_TYPE: is a local-date, not a string (a flake reference)',
    ],
  ])('%p refuses %p', (type, value, fault) => {
    const { code, message } = faultOfValue(type, value) ?? {};
    expect(`${code}: ${message}`).toBe(fault);
  });

  test('an array with an item of another type is told apart from one with a bad item', () => {
    expect(faultOfValue(systems, ['a-b', 1n])?.code).toBe('CONFIG_WRONG_TYPE');
  });
});
