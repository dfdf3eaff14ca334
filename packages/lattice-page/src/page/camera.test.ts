import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fit, pan, reveal, toDrawing, toScreen, zoomAt } from './camera.js';

const window = { width: 1200, height: 800 };
const camera = fc.record({
  x: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  y: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  scale: fc.double({ min: 0.05, max: 3, noNaN: true }),
});
const point = fc.integer({ min: 0, max: 800 });

test('a place of the screen is that place again', () => {
  fc.assert(
    fc.property(camera, point, point, (from, x, y) => {
      const [backX, backY] = toScreen(from, ...toDrawing(from, x, y));
      expect(backX).toBeCloseTo(x, 6);
      expect(backY).toBeCloseTo(y, 6);
    }),
  );
});

test('what lies below the pointer stays there while zooming', () => {
  fc.assert(
    fc.property(camera, point, point, fc.double({ min: 0.2, max: 5, noNaN: true }), (from, x, y, factor) => {
      const [before, after] = [toDrawing(from, x, y), toDrawing(zoomAt(from, factor, x, y), x, y)];
      expect(after[0]).toBeCloseTo(before[0], 5);
      expect(after[1]).toBeCloseTo(before[1], 5);
    }),
  );
});

test('all of a drawing fits, and what is shown is left alone', () => {
  const whole = fit({ width: 5000, height: 900 }, window);
  const corners = [toScreen(whole, 0, 0), toScreen(whole, 5000, 900)].flat();
  expect(Math.min(...corners)).toBeGreaterThan(0);
  expect(corners[2]).toBeLessThan(1200);
  expect(reveal(whole, { x: 2500, y: 450 }, window)).toBe(whole);
  const away = pan(whole, 4000, 0);
  const [x] = toScreen(reveal(away, { x: 2500, y: 450 }, window), 2500, 450);
  expect(x).toBeLessThanOrEqual(1050);
});
