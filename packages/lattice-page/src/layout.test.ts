import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diamond, nodeOf } from './diagram.fixture.js';
import { layOut } from './layout.js';
import { type LaidOutNode, nodeHeight } from './layout-data.js';

/** Each node covers some of the rank right below it, the first of a rank at least one. */
const posets = fc
  .array(fc.array(fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((ranks) =>
    ranks.flatMap((members, rank) =>
      members.map((below, place): LaidOutNode => {
        const under = ranks[rank - 1]?.length ?? 0;
        const covers =
          under === 0 ? [] : [...new Set(below.map((at) => `r${rank - 1}-${at % under}`))].sort();
        return { name: `r${rank}-${place}`, rank, covers };
      }),
    ),
  );

test('no node touches another, each stands in the band of its rank, and lower ranks stand lower', () => {
  fc.assert(
    fc.property(posets, (nodes) => {
      const { places, bands, ways, width, height } = layOut(nodes);
      for (const [index, { rank }] of nodes.entries()) {
        const place = places[index] as (typeof places)[number];
        const band = bands[rank] as (typeof bands)[number];
        expect(place.y - nodeHeight / 2).toBeGreaterThanOrEqual(band.top);
        expect(place.y + nodeHeight / 2).toBeLessThanOrEqual(band.bottom);
        expect(place.x - place.width / 2).toBeGreaterThanOrEqual(-0.1);
        expect(place.x + place.width / 2).toBeLessThanOrEqual(width + 0.1);
        for (const other of places.slice(index + 1)) {
          const apart = Math.abs(place.x - other.x) - (place.width + other.width) / 2;
          expect(Math.abs(place.y - other.y) >= nodeHeight || apart > 0).toBe(true);
        }
      }
      for (const [rank, { bottom }] of bands.slice(0, -1).entries())
        expect(bottom).toBeGreaterThan((bands[rank + 1] as (typeof bands)[number]).bottom);
      expect(bands[0]?.bottom).toBe(height);
      expect(ways.length).toBe(nodes.reduce((sum, { covers }) => sum + covers.length, 0));
    }),
    { numRuns: 40 },
  );
});

test('the same nodes are laid out the same, and none at all are too', () => {
  expect(layOut(diamond.nodes)).toEqual(layOut(diamond.nodes));
  expect(layOut([])).toEqual({ width: 0, height: 0, places: [], bands: [], ways: [] });
});

test('what is covered and not drawn is passed over', () => {
  expect(layOut([nodeOf('alone', 0, ['elsewhere'])]).ways).toEqual([]);
});

test('a rank of thousands is stacked to the shape of a screen', () => {
  const above = Array.from({ length: 2000 }, (_, index) => nodeOf(`node-${index}`, 1, ['seed']));
  const { width, height } = layOut([nodeOf('seed', 0), ...above]);
  expect(width / height).toBeLessThan(3);
  expect(width / height).toBeGreaterThan(1);
});
