// Renaming an input keeps what the outputs evaluate to: random outputs that use it in every scope, before and after.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithNix } from '../../../tools/testing/nixes.js';
import { sampled } from '../../../tools/testing/random.js';
import { planEdits } from './plan-edits.js';
import { evaluate } from './real-nix.fixture.js';
import type { EditRequest } from './request.js';

const name = fc.constantFrom('old', 'old', 'old', 'new', 'other', 'x');

/** Expressions that evaluate whatever they are put into; `old`, `other` and all names bound here are strings or sets. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      'old',
      'other',
      '(builtins.toJSON old)',
      `"\${builtins.toJSON old}/x ''\${builtins.toJSON old}"`,
      "''a ${builtins.toJSON old} ''${old} '''${builtins.toJSON old}''",
      '"old"',
    ),
    fc.constantFrom('inputs.old', 'inputs."old"', '(inputs ? old)', '(inputs.old or old)', 'self.inputs.old'),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[ ${a} ${b} ]`),
    fc
      .tuple(name, tie('expression'), tie('expression'))
      .map(([n, a, b]) => `(let ${n} = ${safe(a, n)}; in [ ${n} ${b} ])`),
    fc.tuple(name, tie('expression'), tie('expression')).map(([n, a, b]) => `((${n}: [ ${n} ${b} ]) ${a})`),
    fc
      .tuple(name, tie('expression'), tie('expression'))
      .map(([n, a, b]) => `(({ ${n} ? ${safe(a, n)}, ... }@all: [ ${n} ${b} ]) { })`),
    fc
      .tuple(name, tie('expression'), tie('expression'))
      .map(([n, a, b]) => `{ ${n} = ${a}; second.old = ${b}; }.${n}`),
    fc.tuple(name, tie('expression')).map(([n, a]) => `rec { ${n} = "r"; y = ${a}; }.y`),
    tie('expression').map((a) => `{ inherit old other; y = ${a}; }`),
    tie('expression').map((a) => `(let inherit (inputs) old other; in ${a})`),
    tie('expression').map((a) => `(let inherit old; in ${a})`),
    tie('expression').map((a) => `{ inherit (inputs) other old; z = ${a}; }`),
    tie('expression').map((a) => `(with { x = "w"; new = "n"; }; ${a})`),
    tie('expression').map((a) => `(with inputs; ${a})`),
    tie('expression').map((a) => `(if inputs ? old then ${a} else "no")`),
  ),
}));

/** A binding must not be defined by itself. */
function safe(value: string, bound: string): string {
  return new RegExp(`\\b${bound}\\b`).test(value) ? '"own"' : value;
}

const request: EditRequest = {
  file: 'flake.nix',
  inputs: [{ name: 'new', url: 'path:./new', takesNixpkgs: false }],
  replaces: 'old',
  removes: [],
  delegates: new Map(),
};
const heads = [
  '{ self, old, other }@inputs',
  '{ self, old, other, ... }@inputs',
  'inputs@{ old, self, other }',
];

interface Pair {
  readonly text: string;
  readonly result: string;
}

function samplePairs(): readonly Pair[] {
  const flakes = fc.sample(fc.tuple(fc.constantFrom(...heads), expression), sampled(400));
  return flakes.flatMap(([head, body]) => {
    const text = `{\n  inputs.old.url = "path:./old";\n  inputs.other.follows = "old";\n  outputs = ${head}: ${body};\n}\n`;
    try {
      return [{ text, result: planEdits(text, request).result }];
    } catch (fault) {
      // A name that means two things is refused; what is not refused must be right.
      if (isCodedError(fault) && fault.code === 'FLAKE_NOT_EDITABLE') return [];
      throw fault;
    }
  });
}

describeWithNix('outputs of which an input is replaced', (nix) => {
  test('they evaluate to what they did', async () => {
    const pairs = samplePairs();
    expect(pairs.length).toBeGreaterThan(200);
    const folder = mkdtempSync(join(tmpdir(), 'root-integrator-'));
    try {
      for (const [index, { text, result }] of pairs.entries()) {
        writeFileSync(join(folder, `before-${index}.nix`), text);
        writeFileSync(join(folder, `after-${index}.nix`), result);
      }
      const before = await evaluateAll(nix, folder, 'before', 'old', pairs.length);
      const after = await evaluateAll(nix, folder, 'after', 'new', pairs.length);
      for (const [index, { text, result }] of pairs.entries()) {
        expect({ text, result, value: after[index] }).toEqual({ text, result, value: before[index] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

async function evaluateAll(
  nix: Parameters<typeof evaluate>[0],
  folder: string,
  which: string,
  input: string,
  count: number,
): Promise<readonly unknown[]> {
  const inputs = `rec { self = { inherit inputs; }; inputs = { inherit self; ${input} = "OLD"; other = "OTHER"; }; }.inputs`;
  const call = `(i: (import (./. + "/${which}-\${toString i}.nix")).outputs (${inputs}))`;
  return (await evaluate(nix, `builtins.genList ${call} ${count}`, folder)) as readonly unknown[];
}
