import { type DeclaredInput, type DeclaredInputs, fromData, renderExpression } from '@flake-lattice/nix-text';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../tools/testing/random.js';
import { inputsData } from './plan-inputs.js';
import { renderInputs } from './render-inputs.js';

const name = fc.constantFrom('a', 'b', 'nixpkgs', 'web', 'x-y', 'a"${b}', 'or', 'zz');
const text = fc.constantFrom('path:../a', 'github:a/b', 'a"b${c}\n', '', 'x'.repeat(80), 'y'.repeat(60));

const { inputs: anyInputs } = fc.letrec<{ input: DeclaredInput; inputs: DeclaredInputs }>((tie) => ({
  input: fc.record(
    {
      url: text,
      flake: fc.boolean(),
      follows: fc.array(name, { maxLength: 4 }),
      inputs: tie('inputs'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<DeclaredInput>,
  inputs: fc
    .array(fc.tuple(name, tie('input')), { maxLength: 4 })
    .map((pairs) => new Map(pairs as [string, DeclaredInput][])),
}));

test('is the text that renderExpression gives for the same data', () => {
  fc.assert(
    fc.property(anyInputs, fc.constantFrom('\n', '\n  '), (inputs, lineEnd) => {
      const expected = renderExpression(fromData(inputsData(inputs)), lineEnd);
      expect(renderInputs(inputs, lineEnd)).toBe(expected);
    }),
    sampled(2000),
  );
});
