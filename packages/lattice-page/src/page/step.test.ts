import { expect, test } from '@jest/globals';
import { diamond } from '../diagram.fixture.js';
import { layOut } from '../layout.js';
import { orderOf } from './order.js';
import { type Direction, step } from './step.js';

const { nodes } = diamond;
const { places } = layOut(nodes);
const go = (from: number, direction: Direction) => step(from, direction, nodes, places, orderOf(nodes));

test('up and down follow covers, left and right stay in the rank', () => {
  expect([1, 2]).toContain(go(0, 'up'));
  expect(go(3, 'up')).toBeUndefined();
  expect(go(0, 'down')).toBeUndefined();
  expect(go(1, 'down')).toBe(0);
  const right = (places[1]?.x ?? 0) < (places[2]?.x ?? 0) ? 1 : 2;
  expect(go(right, 'right')).toBe(3 - right);
  expect(go(right, 'left')).toBeUndefined();
  expect([go(2, 'first'), go(2, 'last')]).toEqual([0, 3]);
});
