// Files: takes planned jobs, gives the text that a CI provider takes them from.
import { stringify } from 'yaml';
import type { Stage } from './plan-jobs.js';

export const providers = ['github', 'gitlab', 'json'] as const;
export type Provider = (typeof providers)[number];

/** GitHub takes no more jobs in one matrix. */
export const mostJobs: Partial<Record<Provider, number>> = { github: 256 };

export function renderJobs(provider: Provider, stages: readonly Stage[]): string {
  return renderers[provider](stages);
}

const renderers: Readonly<Record<Provider, (stages: readonly Stage[]) => string>> = {
  github: outputsForGithub,
  gitlab: pipelineForGitlab,
  json: (stages) => `${JSON.stringify({ stages }, undefined, 2)}\n`,
};

/**
 * Lines for the file that `$GITHUB_OUTPUT` names: `matrix` is for `strategy.matrix`, by `fromJSON`. An empty matrix is a fault
 * to GitHub, so `any` is for the `if` of the job.
 */
function outputsForGithub(stages: readonly Stage[]): string {
  const include = stages.flatMap(({ rank, jobs }) =>
    jobs.map(({ shard, nodes }) => ({ rank, shard, nodes: nodes.join(' ') })),
  );
  return `any=${include.length > 0}\nmatrix=${JSON.stringify({ include })}\n`;
}

/** A pipeline for `trigger: include: artifact:`. GitLab refuses one without jobs. */
function pipelineForGitlab(stages: readonly Stage[]): string {
  const jobs = stages.flatMap(({ rank, jobs }) =>
    jobs.map(({ shard, nodes }) => [
      `build ${rank}.${shard}`,
      { extends: '.build', stage: stageOf(rank), variables: { NODES: nodes.join(' ') } },
    ]),
  );
  const none = [['nothing to build', { script: ['true'] }]];
  const pipeline = {
    stages: stages.length > 0 ? stages.map(({ rank }) => stageOf(rank)) : ['test'],
    '.build': { script: ['npx flake-lattice build $NODES'] },
    ...Object.fromEntries(jobs.length > 0 ? jobs : none),
  };
  return stringify(pipeline, { lineWidth: 0 });
}

function stageOf(rank: number): string {
  return `rank ${rank}`;
}
