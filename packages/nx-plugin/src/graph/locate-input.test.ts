import { expect, test } from '@jest/globals';
import { readFlakeFacts } from '../flake-facts/read-facts.js';
import type { CollectedFlake } from './graph.js';
import { locateInput } from './locate-input.js';

const tree = { folder: 'g', manifest: 'g/.lattice/manifest.json', flakes: new Map() };

function flakesOf(inputs: Readonly<Record<string, string>>): ReadonlyMap<string, CollectedFlake> {
  return new Map(
    Object.entries(inputs).map(([name, text]) => {
      const facts = readFlakeFacts(`{ ${text} outputs = _: { }; }`);
      return [`g/${name}`, { folder: `g/${name}`, file: '', tree, facts, isPristine: true }];
    }),
  );
}

const flakes = flakesOf({
  low: 'inputs.nixpkgs.url = "github:o/r";',
  one: 'inputs.low.url = "path:../low"; inputs.nixpkgs.url = "path:../../nixpkgs";',
  two: 'inputs.low.url = "path:../low"; inputs.self-again.follows = "";',
  top: `inputs.one = { url = "path:../one"; inputs.low.follows = "two/low"; inputs.nixpkgs.url = "path:../../other"; };
        inputs.two.url = "path:../two"; inputs.two.inputs.low.inputs.nixpkgs.follows = "one/nixpkgs";
        inputs.below.follows = "one/low"; inputs.far.follows = "two/low/nixpkgs"; inputs.round.follows = "round";
        inputs.near.follows = "one/nixpkgs"; inputs.within.follows = "far/inner";`,
});

const outside = (folder: string) => ({ kind: 'folder', folder, reference: `path:${folder}` });

test.each([
  ['one', { kind: 'node', folder: 'g/one' }],
  // An override leads on to another override, whose target counts.
  ['below', { kind: 'node', folder: 'g/low' }],
  ['near', outside('other')],
  ['far', outside('other')],
  // What a flake outside takes in is part of it.
  ['within', outside('other')],
  ['round', { kind: 'reference', reference: 'flake:round', isFixed: false }],
])('%s', (input, target) => {
  expect(locateInput('g/top', [input], flakes)).toEqual(target);
});

test('an input that follows nothing is the flake itself', () => {
  expect(locateInput('g/two', ['self-again'], flakes)).toEqual({ kind: 'node', folder: 'g/two' });
});
