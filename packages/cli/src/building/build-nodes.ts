// Builds nodes with Nix, all in one run: takes a project and names of nodes, gives what became of each.
import { existsSync } from 'node:fs';
import type { CommandIo } from '@flake-lattice/command-shell';
import type { CodedError } from '@flake-lattice/errors';
import {
  type Derivation,
  type DerivationsReport,
  findNix,
  type Nix,
  type Requisites,
  readDerivationGraph,
} from '@flake-lattice/programs';
import type { Project } from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';
import { buildInRounds } from './build-rounds.js';
import { countNodes } from './count-nodes.js';
import { type EvaluationOptions, evaluateNodes } from './evaluate-nodes.js';
import { faultOfNodes } from './fault-of-nodes.js';
import { type NodeResult, resultsOfNodes } from './node-results.js';
import { partByPackage } from './part-by-package.js';
import { type ToldBuild, tellBuild } from './tell-build.js';

export interface BuildNodesOptions extends EvaluationOptions {
  /** Builders, as `--builders` of Nix takes each; absent, those that Nix is configured with. */
  readonly builders?: readonly string[];
  /** How many builds this machine runs at once; none leaves all to builders. Absent, as Nix is configured. */
  readonly jobs?: number;
  /** Another store to build in, as `--store` of Nix takes it. */
  readonly store?: string;
  /** Further options of `nix build`, such as those of caches. */
  readonly options?: readonly string[];
  /** Called with the name of each derivation that begins to build, and the address of its builder. */
  readonly onBuild?: (name: string, builder: string) => void;
  /** Called with what there is to say of all nodes together, whenever that changes. */
  readonly onCount?: (text: string) => void;
  /** Called with each warning of Nix. */
  readonly onWarning?: (text: string) => void;
  /** Called where a builder was lost in the middle; its work is done anew. */
  readonly onLost?: (builder: string) => void;
}

export interface BuiltNodes {
  /** In the order that the nodes were named in. */
  readonly nodes: readonly NodeResult[];
  /** Nodes that have no package for this machine's system, and are none of the others. */
  readonly without: readonly string[];
  /** Builders that could not be reached, each with the reason; others, or this machine, did their work. */
  readonly unreachable: ReadonlyMap<string, string>;
  /** Addresses of caches that nothing was taken from, since no trusted key had signed it. */
  readonly untrusted: ReadonlySet<string>;
  /** Present where a node failed or was skipped: an error that tells of all that did. */
  readonly fault?: CodedError;
}

/**
 * One run of Nix builds all, as far as it can: a build that fails stops nothing but what is above it.
 *
 * @param nodes names of the lattice that are known to be there
 * @throws CodedError NODE_NOT_GENERATED, NIX_MISSING, NIX_TOO_OLD, COMPILER_MISSING, EVALUATION_FAILED, each before
 *   anything is built
 */
export async function buildNodes(
  project: Project,
  nodes: readonly string[],
  options: BuildNodesOptions,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<BuiltNodes> {
  refuseUngenerated(project, nodes);
  const { cwd, env } = io;
  const nix = await findNix({ cwd, env, ...(options.alone ? { atLeast: { major: 2, minor: 30 } } : {}) });
  const { built: some, without } = await partByPackage(project, nodes, nix, { cwd, env });
  if (some.length === 0) return { nodes: [], without, unreachable: new Map(), untrusted: new Set() };
  const told = tellBuild(project, some);
  let built: Omit<BuiltNodes, 'without'> | undefined;
  try {
    built = await buildAndTell(project, some, options, nix, told, io);
    return { ...built, without };
  } finally {
    told.finish(built?.nodes);
  }
}

async function buildAndTell(
  project: Project,
  nodes: readonly string[],
  options: BuildNodesOptions,
  nix: Nix,
  told: ToldBuild,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<Omit<BuiltNodes, 'without'>> {
  const { cwd, env } = io;
  const { builders, jobs, store, onBuild, onCount = () => {}, onWarning, onLost } = options;
  const count = countNodes(nodes.length);
  onCount(`evaluating ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`);
  const evaluated = await evaluateNodes(project, nodes, options, nix, io);
  const asked = new Map(nodes.map((node) => [node, evaluated.get(node) as Derivation]));
  told.know(asked);
  count.know(asked, store === undefined ? existsSync : () => false);
  onCount(count.text());
  const report = await buildInRounds(nix, [...asked.values()], {
    cwd,
    env,
    options: [...(options.options ?? []), ...(jobs === undefined ? [] : ['--max-jobs', String(jobs)])],
    ...(builders === undefined ? {} : { builders }),
    ...(store === undefined ? {} : { store }),
    ...(onWarning ? { onWarning } : {}),
    ...(onLost ? { onLost } : {}),
    onBuild: (derivation, machine) => {
      told.begin(derivation);
      onBuild?.(nameOf(derivation), machine);
      count.begin(derivation, nameOf(derivation));
      onCount(count.text());
    },
    onEnd: (derivation) => {
      told.end(derivation);
      count.end(derivation);
      onCount(count.text());
    },
  });
  const { unreachable, untrusted } = report;
  const results = await tellResults(project, asked, report, options, nix, io);
  const fault = faultOfNodes(results, report, options);
  return { nodes: results, unreachable, untrusted, ...(fault ? { fault } : {}) };
}

/** Only where something failed does it matter what is made of what, and which nodes lie below. */
async function tellResults(
  project: Project,
  asked: ReadonlyMap<string, Derivation>,
  report: DerivationsReport,
  options: EvaluationOptions,
  nix: Nix,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<readonly NodeResult[]> {
  const missing = [...asked].filter(([, { output }]) => !report.valid.has(output));
  if (missing.length === 0) return resultsOfNodes(asked, report, nothingNeeded);
  const derivations = missing.map(([, { derivation }]) => derivation);
  const requisites = await readDerivationGraph(nix, derivations, io);
  const lower = project.poset.downSetOf(missing.map(([node]) => node)).filter((node) => !asked.has(node));
  const below =
    lower.length === 0
      ? undefined
      : await evaluateNodes(project, lower, options, nix, io).catch(() => undefined);
  return resultsOfNodes(asked, report, requisites, below);
}

const nothingNeeded: Requisites = (derivation) => new Set([derivation]);

/** `/nix/store/HASH-name.drv` as `name`. */
function nameOf(derivation: string): string {
  return derivation.replace(/^.*\/[0-9a-z]{32}-/, '').replace(/\.drv$/, '');
}
