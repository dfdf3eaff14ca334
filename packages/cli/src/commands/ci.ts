// `ci`: prints the jobs that build the lattice, or what is affected of it, in the form that a CI provider takes.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { findNix, readSystem } from '@flake-lattice/programs';
import { Option } from 'commander';
import { type AffectedRequest, findAffected } from '../affected/find-affected.js';
import { planJobs, type Stage } from '../continuous/plan-jobs.js';
import { mostJobs, type Provider, providers, renderJobs } from '../continuous/render-jobs.js';
import { expandProject } from '../crates/expand-project.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { readFlakes } from '../project/read-flakes.js';
import { declareProject, type Project, type ProjectOptions, readProject } from '../project/read-project.js';

interface CiOptions extends OutputOptions, ProjectOptions, Partial<AffectedRequest> {
  readonly provider?: Provider;
  readonly shards: string;
}

export function ci(io: CommandIo): CommandFace<CiOptions> {
  return {
    name: 'ci',
    description:
      'Prints the jobs of a CI run: lower ranks first, each rank shared out among machines, and with --base only what is affected.',
    examples: [
      { line: 'flake-lattice ci --base origin/main', does: 'what this branch is about, as JSON' },
      {
        line: 'flake-lattice ci --provider github --base origin/main --shards 4 >> "$GITHUB_OUTPUT"',
        does: 'the outputs `any` and `matrix` of a step of GitHub',
      },
      {
        line: 'flake-lattice ci --provider gitlab > jobs.yml',
        does: 'a child pipeline of GitLab, with a stage for each rank',
      },
    ],
    declare: (command) => {
      command
        .addOption(
          new Option('--provider <name>', 'whose form the jobs have (default: json)').choices(providers),
        )
        .option('--base <revision>', 'only nodes that are affected since it (default: all nodes)')
        .option('--head <revision>', 'with --base: up to this revision (default: the work tree)')
        .option('--shards <number>', 'how many jobs share a rank at most', '1')
        .option('--system <system>', 'only nodes for this system (default: that of this machine)')
        .option('--nixpkgs <reference>', 'with --base: evaluate with another nixpkgs than the lattice names');
      declareOutput(declareProject(command));
    },
    body: (options) => run(options, io),
  };
}

async function run(options: CiOptions, io: CommandIo): Promise<ExitStatus> {
  const provider = providerOf(options);
  const shards = numberOf(options.shards);
  const output = outputOf(io, options);
  const project = await expandProject(await readProject(options, io), io);
  const nodes = await nodesOf(project, options, io);
  const most = mostJobs[provider];
  const stages = planJobs(nodes, (node) => project.poset.rankOf(node), {
    shards,
    ...(most === undefined ? {} : { mostJobs: most }),
  });
  io.out(renderJobs(provider, stages));
  output.progress(summary(stages, nodes.length));
  return exitStatus.done;
}

/** What has been affected and is no node of this lattice any more, such as one of another head, cannot be built. */
async function nodesOf(project: Project, options: CiOptions, io: CommandIo): Promise<readonly string[]> {
  const { base } = options;
  if (base === undefined) return nodesForSystem(project, options, io);
  const { affected } = await findAffected(project, { ...options, base }, io);
  const known = new Set(project.poset.elements);
  return affected.map(({ node }) => node).filter((node) => known.has(node));
}

/** Nix is asked for the system of this machine only where some node is not for all. */
async function nodesForSystem(
  project: Project,
  { system }: CiOptions,
  io: CommandIo,
): Promise<readonly string[]> {
  const { elements } = project.poset;
  const fewer = readFlakes(project, io).flakes.hub.fewerSystems;
  if (fewer === null) return elements;
  const asked = system ?? (await readSystem(await findNix(io), io));
  return elements.filter((name) => fewer[name]?.includes(asked) ?? true);
}

function summary(stages: readonly Stage[], nodes: number): string {
  const jobs = stages.reduce((sum, stage) => sum + stage.jobs.length, 0);
  return `${nodes} nodes in ${jobs} jobs of ${stages.length} ranks`;
}

function providerOf({ provider = 'json', json }: CiOptions): Provider {
  if (!json || provider === 'json') return provider;
  throw new CodedError({
    code: 'USAGE',
    message: `\`--json\` and \`--provider ${provider}\` contradict each other`,
    hint: 'give one of them',
  });
}

function numberOf(shards: string): number {
  if (/^[1-9]\d{0,2}$/.test(shards)) return Number(shards);
  throw new CodedError({
    code: 'USAGE',
    message: `\`--shards\` is a number from 1 to 999, and not \`${shards}\``,
    hint: 'flake-lattice ci --shards 4',
  });
}
