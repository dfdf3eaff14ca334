// Ranks held against those of a graph library.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import graphology from 'graphology';
import { topologicalGenerations } from 'graphology-dag';
import { rankNodes } from './ranks.js';

/** Each node extends some of those that are made before it. */
const acyclic = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map(
    (all) =>
      new Map(
        all.map((below, index) => [`n${index}`, index === 0 ? [] : below.map((each) => `n${each % index}`)]),
      ),
  );

test('ranks are the generations that a graph library finds, each sorted by name', () => {
  fc.assert(
    fc.property(acyclic, (edges) => {
      const graph = new graphology.DirectedGraph();
      for (const name of edges.keys()) graph.addNode(name);
      for (const [name, below] of edges) {
        for (const each of new Set(below)) graph.addDirectedEdge(each, name);
      }
      const generations = topologicalGenerations(graph).map((names) => names.sort());
      const { elements, ranks } = rankNodes(edges);
      expect(elements).toEqual(generations.flat());
      expect(ranks).toEqual(generations.flatMap((names, rank) => names.map(() => rank)));
    }),
    { numRuns: 300 },
  );
});
