import type { TomlTable, TomlValue } from '@flake-lattice/config-builder';
import { fromData, renderExpression } from '@flake-lattice/nix-text';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../tools/testing/random.js';
import { markedConfig } from './marked-config.fixture.js';
import { createSectionsRenderer } from './render-sections.js';
import { templateData } from './template-data.js';

const { value } = fc.letrec<{ value: TomlValue; table: TomlTable }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<TomlValue>('a', 'x'.repeat(71), 'y"${z}"\n', 7n, 1.5, 1, true, [], [1n, 2n]),
    fc.constant<TomlValue>([
      new Map<string, TomlValue>([
        ['a', 1n],
        ['b', 'c'],
      ]),
    ]),
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    tie('table'),
  ),
  table: tablesOf(fc.string({ unit: 'grapheme', maxLength: 3 }), tie('value')),
}));
const config = tablesOf(fc.constantFrom('nix', 'rust', 'env', 'a b', 'or', 'z', '__proto__x'), value);

function tablesOf(names: fc.Arbitrary<string>, values: fc.Arbitrary<TomlValue>): fc.Arbitrary<TomlTable> {
  const entries = fc.uniqueArray(fc.tuple(names, values), { maxLength: 5, selector: ([name]) => name });
  return entries.map((all) => new Map(all));
}

const textOf = (table: TomlTable, lineEnd?: string) =>
  renderExpression(fromData(templateData(table)), lineEnd);

test('is the text that renderExpression gives, the second time too', () => {
  fc.assert(
    fc.property(config, fc.constantFrom('\n', '\n      '), (table, lineEnd) => {
      const expected = textOf(table, lineEnd);
      const render = createSectionsRenderer();
      const marked = markedConfig(table);
      expect([render(marked, lineEnd), render(marked, lineEnd)]).toEqual([expected, expected]);
      const more = { kind: 'leaf', value: 1n, mark: marked.mark } as const;
      expect(render({ ...marked, entries: new Map([...marked.entries, ['more', more]]) }, lineEnd)).toBe(
        textOf(new Map([...table, ['more', 1n]]), lineEnd),
      );
    }),
    sampled(1000),
  );
});

test('a table has its own name and indent wherever it stands', () => {
  const render = createSectionsRenderer();
  const table = new Map([
    ['x', 1n],
    ['y', 2n],
  ]);
  const shared = markedConfig(table);
  const twice = { ...shared, entries: new Map([...'ab'].map((name) => [name, shared])) };
  expect(render(twice, '\n')).toBe(textOf(new Map([...'ab'].map((name) => [name, table]))));
  const once = markedConfig(new Map<string, TomlValue>([['b', 1n]]));
  const beside = { ...shared, entries: new Map([['a', shared], ...once.entries]) };
  expect(render(beside, '\n  ')).toBe(
    textOf(
      new Map<string, TomlValue>([
        ['a', table],
        ['b', 1n],
      ]),
      '\n  ',
    ),
  );
});
