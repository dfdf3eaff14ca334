// Texts that are passed in parts come out as they went in, and what many of them share goes once.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areBytes, type TreeContents, type TreeText, wholeText } from '../tree/tree-text.js';
import { createPasser, createTaker, type PassedPart } from './pass-texts.js';

const anyPiece = fc.constantFrom('', 'a', 'b', '0', '{ ', 'ü\u{1f600}\n');
const anyText: fc.Arbitrary<TreeText> = fc.oneof(anyPiece, fc.array(anyPiece));
const anything: fc.Arbitrary<TreeContents> = fc.oneof(anyText, fc.uint8Array());

test('what is taken is what was passed, over any number of messages', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anything)), (messages) => {
      const [pass, take] = [createPasser(), createTaker()];
      for (const texts of messages) {
        const parts: PassedPart[] = [];
        for (const text of texts) pass(parts, text);
        let at = 0;
        for (const text of texts) {
          const taken = take(parts, at);
          expect(taken.contents).toEqual(areBytes(text) ? text : wholeText(text));
          at = taken.end;
        }
        expect(at).toBe(parts.length);
      }
    }),
  );
});

test('a piece at an even place is passed once, one at an odd place each time', () => {
  const pass = createPasser();
  const partsOf = (text: TreeText) => {
    const parts: PassedPart[] = [];
    pass(parts, text);
    return parts;
  };
  expect(partsOf(['shared', 'own', 'end'])).toEqual([3, 'shared', 'own', 'end']);
  expect(partsOf(['end', 'own', 'shared'])).toEqual([3, 1, 'own', 0]);
  expect(partsOf('shared')).toEqual([0, 'shared']);
});
