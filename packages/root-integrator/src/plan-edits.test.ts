// Laws of the plan, on random flakes: the request is met, once is enough, and what was added can be taken out again.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFlake } from '@flake-lattice/nix-text';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithNix } from '../../../tools/testing/nixes.js';
import { sampled } from '../../../tools/testing/random.js';
import { applyEdits } from './edit/text-edit.js';
import { flakeShape } from './flake-shapes.fixture.js';
import { planEdits } from './plan-edits.js';
import { parseFiles } from './real-nix.fixture.js';
import type { EditRequest } from './request.js';

const nothing: EditRequest = { file: 'flake.nix', inputs: [], removes: [], delegates: new Map() };
const input = { name: 'configFlake', url: 'path:./generated', takesNixpkgs: true };
const add: EditRequest = { ...nothing, inputs: [input] };
const hub = { name: 'lattice', url: 'path:./generated', takesNixpkgs: true };
const follow: EditRequest = {
  ...nothing,
  inputs: [hub, { name: 'configFlake', follows: 'lattice/config-seed' }],
};
const remove: EditRequest = { ...nothing, removes: ['configFlake'] };

describe('any shape of flake', () => {
  test('the input is declared and taken as an argument, and a second plan is empty', () => {
    fc.assert(
      fc.property(flakeShape, ({ text }) => {
        const { result, edits } = planEdits(text, add);
        expect(applyEdits(text, edits)).toBe(result);
        const flake = readFlake(result);
        expect(flake.inputs.get('configFlake')?.leaves.map(({ path }) => path.join('.'))).toContain('url');
        const parameter = flake.outputs?.lambda?.parameter;
        if (parameter?.kind === 'set-parameter') {
          expect(parameter.formals.map(({ name }) => name)).toContain('configFlake');
        }
        expect(planEdits(result, add).edits).toEqual([]);
      }),
      sampled(1000),
    );
  });

  test('only whole new pieces come in: the old text is left when they are taken out', () => {
    fc.assert(
      fc.property(flakeShape, ({ text, isRestored }) => {
        fc.pre(isRestored);
        const { edits } = planEdits(text, add);
        for (const edit of edits) expect(edit.start).toBe(edit.end);
      }),
      sampled(500),
    );
  });

  test('adding and removing gives back the bytes', () => {
    fc.assert(
      fc.property(flakeShape, ({ text, isRestored }) => {
        fc.pre(isRestored);
        expect(planEdits(planEdits(text, add).result, remove).result).toBe(text);
      }),
      sampled(1000),
    );
  });

  test('an input that follows another says that alone, whatever it said before, and a second plan is empty', () => {
    fc.assert(
      fc.property(flakeShape, fc.boolean(), ({ text }, isThere) => {
        const before = isThere ? planEdits(text, add).result : text;
        const { result, edits } = planEdits(before, follow);
        expect(applyEdits(before, edits)).toBe(result);
        const leaves = readFlake(result).inputs.get('configFlake')?.leaves ?? [];
        expect(leaves.map(({ path }) => path.join('.'))).toEqual(['follows']);
        expect(planEdits(result, follow).edits).toEqual([]);
      }),
      sampled(1000),
    );
  });

  test('from a place of its own to a node of the hub and back gives back the bytes', () => {
    const plain: EditRequest = { ...nothing, inputs: [{ ...input, takesNixpkgs: false }] };
    const withoutHub: EditRequest = { ...nothing, removes: ['lattice'] };
    fc.assert(
      fc.property(flakeShape, ({ text, isRestored }) => {
        fc.pre(isRestored);
        const before = planEdits(text, plain).result;
        const back = planEdits(planEdits(before, follow).result, plain).result;
        expect(planEdits(back, withoutHub).result).toBe(before);
      }),
      sampled(500),
    );
  });

  test('an input that is replaced is gone, and a second plan is empty', () => {
    fc.assert(
      fc.property(flakeShape, ({ text, isRestored }) => {
        fc.pre(isRestored);
        const request = { ...add, replaces: 'nixpkgs' };
        const { result } = planEdits(text, request);
        expect(readFlake(result).inputs.has('nixpkgs')).toBe(false);
        expect(planEdits(result, request).edits).toEqual([]);
      }),
      sampled(500),
    );
  });
});

describeWithNix('the results', (nix) => {
  test('the parser takes every one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'root-integrator-'));
    try {
      const files = fc.sample(flakeShape, sampled(300)).flatMap(({ text }, index) => {
        const added = planEdits(text, add).result;
        const followed = planEdits(added, follow).result;
        return [added, followed, planEdits(added, remove).result].map((result, which) => {
          const file = join(folder, `${index}-${which}.nix`);
          writeFileSync(file, result);
          return file;
        });
      });
      await parseFiles(nix, files, folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
