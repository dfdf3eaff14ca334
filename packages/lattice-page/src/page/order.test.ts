import { expect, test } from '@jest/globals';
import { diamond } from '../diagram.fixture.js';
import { orderOf } from './order.js';

const order = orderOf(diamond.nodes);

test('sets below and above, joins and meets', () => {
  expect(order.lower[3]).toEqual([1, 2]);
  expect(order.upper[0]).toEqual([1, 2]);
  expect([...order.downSet([3])].sort()).toEqual([0, 1, 2, 3]);
  expect([...order.upSet([1])]).toEqual([1, 3]);
  expect([...order.join([1, 2])].sort()).toEqual([0, 1, 2]);
  expect([...order.meet([1, 2])]).toEqual([0]);
  expect([...order.meet([])]).toEqual([]);
  expect(order.numberOf('top')).toBe(3);
});
