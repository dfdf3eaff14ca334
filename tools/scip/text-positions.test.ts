import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPositions } from './text-positions.js';

test('a position leads to what stands behind as many bytes of the line', () => {
  const piece = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(fc.array(piece), piece, piece, (before, start, rest) => {
      fc.pre(start.isWellFormed() && rest.isWellFormed());
      const text = [...before, `${start}${rest}`].join('\n');
      const position = createPositions(text)(before.length, Buffer.byteLength(start));
      expect(text.slice(position)).toBe(rest);
    }),
  );
});
