// Writing with shared tables gives the bytes of writing without.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import { withoutMarks } from './marked-table.js';
import { readToml } from './read-toml.js';
import { anyTomlTable } from './toml-arbitrary.fixture.js';
import { writeMarkedToml } from './write-marked-toml.js';
import { writeToml } from './write-toml.js';

test('writeMarkedToml gives what writeToml gives', () => {
  fc.assert(
    fc.property(anyTomlTable, (table) => {
      const marked = readToml(writeToml(table), '');
      const wanted = writeToml(withoutMarks(marked));
      expect([writeMarkedToml(marked), writeMarkedToml(marked)]).toEqual([wanted, wanted]);
    }),
    sampled(500),
  );
});
