// The law of the TOML layer: what is written reads back as the same value, with our reader and with another one.

import toml from '@iarna/toml';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import { withoutMarks } from './marked-table.js';
import { readToml } from './read-toml.js';
import { anyTomlTable, asIarnaReads, iarnaTomlTable } from './toml-arbitrary.fixture.js';
import { equalToml, type TomlTable } from './toml-value.js';
import { writeToml } from './write-toml.js';

function read(text: string): TomlTable {
  return withoutMarks(readToml(text, 'document.toml'));
}

describe('writing and reading TOML', () => {
  test('is the identity for every document', () => {
    fc.assert(
      fc.property(anyTomlTable, (table) => {
        const text = writeToml(table);
        if (!equalToml(read(text), table)) throw new Error(`comes back otherwise:\n${text}`);
      }),
      sampled(2000),
    );
  });

  test('writes what was read once more with the same bytes', () => {
    fc.assert(
      fc.property(anyTomlTable, (table) => {
        const text = writeToml(table);
        expect(writeToml(read(text))).toBe(text);
      }),
      sampled(500),
    );
  });

  test('gives text that @iarna/toml reads as the same values', () => {
    fc.assert(
      fc.property(iarnaTomlTable, (table) => {
        expect(asIarnaReads(toml.parse(writeToml(table)))).toEqual(asIarnaReads(table));
      }),
      sampled(500),
    );
  });
});
