import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import graphology from 'graphology';
import { stronglyConnectedComponents as byGraphology } from 'graphology-components';
import { reachableFrom } from './all-posets.fixture.js';
import { stronglyConnectedComponents } from './components.js';
import type { Edges } from './edges.js';
import { findCycle } from './find-cycle.js';

const someEdges = (count: number): fc.Arbitrary<Edges> =>
  fc
    .array(fc.uniqueArray(fc.nat(count - 1), { maxLength: 3 }), { minLength: count, maxLength: count })
    .map((all) => new Map(all.map((below, index) => [`n${index}`, below.map((each) => `n${each}`)])));

test('a cycle is told from its first name on, and comes back to it', () => {
  const edges = new Map([
    ['web', ['base']],
    ['c', ['a']],
    ['b', ['c']],
    ['a', ['b', 'base']],
    ['base', []],
  ]);
  expect(findCycle(edges)).toEqual(['a', 'b', 'c', 'a']);
  expect(findCycle(new Map([['self', ['self']]]))).toEqual(['self', 'self']);
  expect(findCycle(new Map([['a', ['missing']]]))).toBeUndefined();
  expect(findCycle(new Map())).toBeUndefined();
});

test('a cycle is found where there is one, each name extends the next, and the order of the map does not matter', () => {
  fc.assert(
    fc.property(someEdges(7), (edges) => {
      const cycle = findCycle(edges);
      const isCyclic = [...edges].some(([name, below]) =>
        below.some((lower) => reachableFrom(edges, lower).has(name)),
      );
      expect(cycle !== undefined).toBe(isCyclic);
      if (!cycle) return;
      expect(cycle.at(-1)).toBe(cycle[0]);
      expect(new Set(cycle).size).toBe(cycle.length - 1);
      for (const [index, name] of cycle.slice(0, -1).entries()) {
        expect(edges.get(name)).toContain(cycle[index + 1]);
      }
      const reversed = new Map([...edges].reverse().map(([name, below]) => [name, [...below].reverse()]));
      expect(findCycle(reversed)).toEqual(cycle);
    }),
    { numRuns: 500 },
  );
});

test('components are those that a graph library finds', () => {
  fc.assert(
    fc.property(someEdges(9), (edges) => {
      const graph = new graphology.DirectedGraph();
      for (const name of edges.keys()) graph.addNode(name);
      for (const [name, below] of edges) for (const each of below) graph.addDirectedEdge(name, each);
      const expected = byGraphology(graph).map((component) => component.sort().join());
      expect(stronglyConnectedComponents(edges).map((each) => each.join())).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
});

test('a ring of 20,000 nodes is one component', () => {
  const count = 20_000;
  const ring = new Map([...Array(count).keys()].map((index) => [`n${index}`, [`n${(index + 1) % count}`]]));
  expect(stronglyConnectedComponents(ring)).toHaveLength(1);
  expect(findCycle(ring)).toHaveLength(count + 1);
});
