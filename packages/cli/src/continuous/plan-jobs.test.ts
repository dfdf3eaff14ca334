import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planJobs } from './plan-jobs.js';

/** A letter, and the rank as a digit. */
const rankOf = (node: string) => Number(node.at(-1));

const nodeArbitrary = fc.stringMatching(/^[a-z]{1,3}[0-9]$/);
const nodesArbitrary = fc.uniqueArray(nodeArbitrary, { maxLength: 40 });

describe('planJobs', () => {
  test('a stage for each rank, lower ones first, shared out by name', () => {
    expect(planJobs(['d1', 'a0', 'b1', 'c1', 'e4'], rankOf, { shards: 2 })).toEqual([
      { rank: 0, jobs: [{ shard: 1, nodes: ['a0'] }] },
      {
        rank: 1,
        jobs: [
          { shard: 1, nodes: ['b1', 'd1'] },
          { shard: 2, nodes: ['c1'] },
        ],
      },
      { rank: 4, jobs: [{ shard: 1, nodes: ['e4'] }] },
    ]);
  });

  test('no node, no stage', () => {
    expect(planJobs([], rankOf, { shards: 3 })).toEqual([]);
  });

  test('every node is in one job, of a stage after those of lower ranks, whatever the order', () => {
    fc.assert(
      fc.property(nodesArbitrary, fc.integer({ min: 1, max: 5 }), (nodes, shards) => {
        const stages = planJobs(nodes, rankOf, { shards });
        const flat = stages.flatMap(({ jobs }) => jobs.flatMap((job) => job.nodes));
        expect([...flat].sort()).toEqual([...nodes].sort());
        const ranks = stages.map(({ rank }) => rank);
        expect(ranks).toEqual([...new Set(nodes.map(rankOf))].sort());
        for (const { jobs } of stages) {
          const sizes = jobs.map((job) => job.nodes.length);
          expect(jobs.length).toBeLessThanOrEqual(shards);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
        expect(planJobs([...nodes].reverse(), rankOf, { shards })).toEqual(stages);
      }),
    );
  });

  test('stages are joined where there would be too many jobs', () => {
    fc.assert(
      fc.property(nodesArbitrary, fc.integer({ min: 1, max: 9 }), (nodes, shards) => {
        const stages = planJobs(nodes, rankOf, { shards, mostJobs: 6 });
        expect(stages.reduce((sum, { jobs }) => sum + jobs.length, 0)).toBeLessThanOrEqual(6);
        const ranks = stages.map(({ jobs }) => jobs.flatMap((job) => job.nodes).map(rankOf));
        for (const [index, lower] of ranks.entries()) {
          const upper = ranks[index + 1];
          if (upper) expect(Math.max(...lower)).toBeLessThan(Math.min(...upper));
        }
      }),
    );
  });
});
