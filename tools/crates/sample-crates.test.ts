import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listedCrates } from './crate-list.js';
import { sampleCrates } from './sample-crates.js';

test('a sample is of the list, without repetition, the same for the same seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.nat(), (count, seed) => {
      const sample = sampleCrates(listedCrates, count, seed);
      expect(new Set(sample).size).toBe(Math.min(count, listedCrates.length));
      expect(listedCrates.filter((crate) => sample.includes(crate))).toEqual(sample);
      expect(sampleCrates(listedCrates, count, seed)).toEqual(sample);
      const larger = sampleCrates(listedCrates, count + 1, seed);
      expect(sample.every((crate) => larger.includes(crate))).toBe(true);
    }),
  );
});

test('other seeds give other samples', () => {
  const samples = [1, 2, 3, 4].map((seed) =>
    sampleCrates(listedCrates, 10, seed)
      .map(({ name }) => name)
      .join(),
  );
  expect(new Set(samples).size).toBe(4);
});
