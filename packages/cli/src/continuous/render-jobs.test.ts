import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { renderJobs } from './render-jobs.js';

const stages = [
  { rank: 0, jobs: [{ shard: 1, nodes: ['seed'] }] },
  {
    rank: 1,
    jobs: [
      { shard: 1, nodes: ['dev', 'web'] },
      { shard: 2, nodes: ['rust'] },
    ],
  },
];

describe('renderJobs', () => {
  test('github: two lines for the file of outputs', () => {
    const [any, matrix = ''] = renderJobs('github', stages).trim().split('\n');
    expect(any).toBe('any=true');
    expect(JSON.parse(matrix.replace(/^matrix=/, ''))).toEqual({
      include: [
        { rank: 0, shard: 1, nodes: 'seed' },
        { rank: 1, shard: 1, nodes: 'dev web' },
        { rank: 1, shard: 2, nodes: 'rust' },
      ],
    });
    expect(renderJobs('github', [])).toBe('any=false\nmatrix={"include":[]}\n');
  });

  test('gitlab: a child pipeline with a stage for each rank', () => {
    expect(parse(renderJobs('gitlab', stages))).toEqual({
      stages: ['rank 0', 'rank 1'],
      '.build': { script: ['npx flake-lattice build $NODES'] },
      'build 0.1': { extends: '.build', stage: 'rank 0', variables: { NODES: 'seed' } },
      'build 1.1': { extends: '.build', stage: 'rank 1', variables: { NODES: 'dev web' } },
      'build 1.2': { extends: '.build', stage: 'rank 1', variables: { NODES: 'rust' } },
    });
  });

  test('gitlab: a pipeline has a job even where nothing is to be built', () => {
    expect(parse(renderJobs('gitlab', []))).toMatchObject({ 'nothing to build': { script: ['true'] } });
  });

  test('json: the stages as they are', () => {
    expect(JSON.parse(renderJobs('json', stages))).toEqual({ stages });
  });
});
