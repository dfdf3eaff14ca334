// The laws of the merge, and what its result remembers.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Layer, Origin } from '../origin.js';
import { leafAt, type MarkedTable, mapMarks, withoutMarks } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { equalToml, type TomlTable } from '../toml/toml-value.js';
import { mergeConfigs, type Provenance } from './merge-configs.js';

function config(layer: Layer, text: string): MarkedTable<Origin> {
  return mapMarks(
    readToml(text, `${layer}.toml`),
    (place): Origin => ({ layer, name: `${layer}.toml`, place }),
  );
}

function values(configs: readonly MarkedTable<Origin>[]): TomlTable {
  return withoutMarks(mergeConfigs(configs));
}

/** A merge as a source of another. */
function again(configs: readonly MarkedTable<Origin>[]): MarkedTable<Origin> {
  return mapMarks(mergeConfigs(configs), ({ set }: Provenance) => set);
}

/** Upper-case keys hold tables and lower-case ones leaves, so that no two of them conflict. */
const anyConfig = fc
  .array(
    fc.record({
      path: fc.array(fc.constantFrom('A', 'B'), { maxLength: 2 }),
      key: fc.constantFrom('a', 'b', '__proto__'),
      value: fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.array(fc.boolean(), { maxLength: 2 })),
    }),
    { maxLength: 6 },
  )
  .map((leaves) =>
    again(
      leaves.map(({ path, key, value }) => leafAt([...path, key], value, { layer: 'base', name: 'random' })),
    ),
  );

describe('mergeConfigs', () => {
  test('is associative in its values', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, anyConfig, (a, b, c) => {
        const whole = values([a, b, c]);
        return equalToml(values([again([a, b]), c]), whole) && equalToml(values([a, again([b, c])]), whole);
      }),
    );
  });

  test('has the empty configuration as its unit, on either side', () => {
    const empty = config('base', '');
    fc.assert(
      fc.property(
        anyConfig,
        (a) =>
          equalToml(values([empty, a]), withoutMarks(a)) && equalToml(values([a, empty]), withoutMarks(a)),
      ),
    );
  });

  test('is idempotent in its values', () => {
    fc.assert(fc.property(anyConfig, (a) => equalToml(values([a, a]), withoutMarks(a))));
  });

  test('replaces arrays whole and merges tables key by key', () => {
    const merged = values([
      config('base', 'a = [1, 2]\n[t]\nx = 1\ny = 1\n[e]'),
      config('lattice', 'a = [3]\n[t]\ny = 2\n'),
    ]);
    expect(equalToml(merged, withoutMarks(readToml('a = [3]\nt = { x = 1, y = 2 }\ne = {}', '')))).toBe(true);
  });

  test('remembers who set a leaf and what that overrode, strongest first', () => {
    const merged = mergeConfigs([
      config('default', 'a.b = 1'),
      config('base', '\na.b = 2'),
      config('lattice', '[a]\n\nb = 3'),
    ]);
    const a = merged.entries.get('a');
    const b = a?.kind === 'table' ? a.entries.get('b') : undefined;
    expect(b).toMatchObject({
      value: 3n,
      mark: {
        set: { layer: 'lattice', place: { file: 'lattice.toml', line: 3, column: 1 } },
        overrode: [
          { value: 2n, set: { layer: 'base', place: { line: 2 } } },
          { value: 1n, set: { layer: 'default' } },
        ],
      },
    });
  });

  test.each([
    ['a.b = 1', 'a = 2', '`a` is an integer in `lattice.toml:1` and a table in `base.toml:1`'],
    ['a = [1]', '[a]', '`a` is a table in `lattice.toml:1` and an array in `base.toml:1`'],
    [
      'x."y.z".w = 1',
      'x."y.z" = {w = {}}',
      '`x."y.z".w` is a table in `lattice.toml:1` and an integer in `base.toml:1`',
    ],
  ])('refuses %s with %s', (weaker, stronger, message) => {
    expect(() => mergeConfigs([config('base', weaker), config('lattice', stronger)])).toThrow(
      expect.objectContaining({
        code: 'CONFIG_CONFLICT',
        message,
        place: expect.objectContaining({ line: 1 }),
      }),
    );
  });
});
