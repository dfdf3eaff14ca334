import { fromData, renderExpression } from '@flake-lattice/nix-text';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../tools/testing/random.js';
import { createSectionsRenderer } from './render-sections.js';

const value = fc.oneof(
  fc.constantFrom<unknown>('a', 'x'.repeat(71), 'y"${z}"\n', 7, 1.5, true, [], [1, 2], [{ a: 1, b: 'c' }]),
  fc.object({
    maxDepth: 2,
    maxKeys: 3,
    values: [fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')), fc.integer()],
  }),
);
const config = fc.dictionary(fc.constantFrom('nix', 'rust', 'env', 'a b', 'or', 'z', '__proto__x'), value, {
  noNullPrototype: true,
  maxKeys: 5,
});

test('is the text that renderExpression gives, the second time too', () => {
  fc.assert(
    fc.property(config, fc.constantFrom('\n', '\n      '), (data, lineEnd) => {
      const expected = renderExpression(fromData(data), lineEnd);
      const render = createSectionsRenderer();
      expect([render(data, lineEnd), render(data, lineEnd)]).toEqual([expected, expected]);
      expect(render({ ...data, more: 1 }, lineEnd)).toBe(
        renderExpression(fromData({ ...data, more: 1 }), lineEnd),
      );
    }),
    sampled(1000),
  );
});

test('a table has its own name and indent wherever it stands', () => {
  const render = createSectionsRenderer();
  const table = { x: 1, y: 2 };
  expect(render({ a: table, b: table }, '\n')).toBe(renderExpression(fromData({ a: table, b: table })));
  expect(render({ a: table, b: 1 }, '\n  ')).toBe(renderExpression(fromData({ a: table, b: 1 }), '\n  '));
});
