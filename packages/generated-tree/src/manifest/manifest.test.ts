import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import { generatedEntry, keptEntry, type Manifest, renderManifest, uniteManifests } from './manifest.js';
import { parseManifest } from './parse-manifest.js';

const name = fc.stringMatching(/^[^/\0]{1,12}$/).filter((part) => !/^(\.{1,2}|\.git|\.lattice)$/i.test(part));
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const entry = fc.record({
  generated: fc.uniqueArray(hash, { minLength: 1, maxLength: 3 }).map((hashes) => hashes.sort()),
  kept: fc.array(fc.tuple(hash, hash), { maxLength: 2 }).map((pairs) => new Map(pairs)),
});
const manifest: fc.Arbitrary<Manifest> = fc
  .array(fc.tuple(path, entry), { maxLength: 8 })
  .map((pairs) => new Map(pairs));

const sorted = (of: Manifest) => new Map([...of].sort(([one], [other]) => (one < other ? -1 : 1)));

test('comes back from its text, and is the same text in whatever order it was made', () => {
  fc.assert(
    fc.property(manifest, (some) => {
      const text = renderManifest(some);
      expect(sorted(parseManifest(text, 'm'))).toEqual(sorted(some));
      expect(renderManifest(new Map([...some].reverse()))).toBe(text);
    }),
    sampled(200),
  );
});

test('with conflict marks of any style, has what both sides have', () => {
  fc.assert(
    fc.property(manifest, manifest, fc.constantFrom('', '||||||| base\n'), (ours, theirs, base) => {
      const [one, other] = [renderManifest(ours), renderManifest(theirs)];
      const text = `<<<<<<< HEAD\n${one}${base}=======\n${other}>>>>>>> other\n`;
      const united = uniteManifests([ours, theirs]);
      expect(renderManifest(parseManifest(text, 'm'))).toBe(renderManifest(united));
    }),
    sampled(200),
  );
});

test('has one file on each line', () => {
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
  const text = renderManifest(
    new Map([
      ['b', keptEntry(one, two)],
      ['a', generatedEntry(one)],
    ]),
  );
  expect(text).toBe(
    `{\n  "version": 1,\n  "files": {\n    "a": "${one}",\n    "b": { "generated": ["${two}"], "kept": { "${one}": "${two}" } }\n  }\n}\n`,
  );
});

test.each([
  ['{', 1],
  ['[]', undefined],
  ['{ "version": "1", "files": {} }', undefined],
  ['{ "version": 1 }', undefined],
  ['{ "version": 1,\n "files": {\n "a": "x" } }', 3],
  ['{ "version": 1, "files": { "a": {} } }', 1],
  ['{ "version": 1, "files": { "a": { "generated": [] } } }', 1],
  [`{ "version": 1, "files": { "a": { "generated": ["${'0'.repeat(64)}"], "kept": { "x": "y" } } } }`, 1],
  [`{ "version": 1, "files": { "../a": "${'0'.repeat(64)}" } }`, 1],
  [`{ "version": 1, "files": { ".lattice/manifest.json": "${'0'.repeat(64)}" } }`, 1],
])('%s is none', (text, line) => {
  const place = { file: 'm', ...(line === undefined ? {} : { line }) };
  expect(() => parseManifest(text, 'm')).toThrow(expect.objectContaining({ code: 'MANIFEST_SYNTAX', place }));
});

test('a side of a newer version is refused too', () => {
  const text = '{\n<<<<<<< a\n  "version": 1,\n=======\n  "version": 2,\n>>>>>>> b\n  "files": {}\n}\n';
  expect(() => parseManifest(text, 'm')).toThrow(expect.objectContaining({ code: 'MANIFEST_NEWER' }));
});
