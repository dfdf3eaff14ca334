// Plans the flake of a node: takes the lattice, its order and the node's configuration, gives what its flake.nix will say.
import { basename, join, relative } from 'node:path';
import {
  type Lattice,
  type LatticeNode,
  type MarkedNode,
  type MarkedTable,
  type NodeTemplate,
  type Provenance,
  withoutMarks,
} from '@flake-lattice/config-builder';
import type { Poset } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { planEnvEscapes } from './env-escapes.js';
import { findWays } from './find-ways.js';
import type { AdoptedNames } from './input-names.js';
import { type FlakePlan, planSystems } from './plan-flake.js';
import { outputFolder } from './plan-inputs.js';
import { planInputs } from './plan-node-inputs.js';
import { originOfPackage } from './plan-rust-flake.js';
import { readChoices } from './read-choices.js';
import type { Origin } from './render-header.js';
import { type RustData, rustData } from './rust-data.js';
import type { RustNodes } from './rust-node.js';

export interface NodeFlakeRequest {
  readonly lattice: Lattice;
  readonly poset: Poset;
  readonly name: string;
  /** The effective one, as `buildNodeConfigs` gives it. */
  readonly config: MarkedTable<Provenance>;
  /** The units, facades and crates of the lattice, where it has any. */
  readonly packages?: RustNodes;
  /** What the inputs of adopted nodes below it stand for. */
  readonly adopted?: AdoptedNames;
}

/** What a template sees, but for the inputs, which are data for locks too, and the configuration, as it was joined. */
export interface NodeFlakePlan extends Omit<FlakePlan, 'inputs' | 'config'> {
  readonly config: MarkedTable<Provenance>;
  /** All that the flake declares: direct inputs with their references, and every override. */
  readonly inputs: DeclaredInputs;
  readonly template: NodeTemplate;
  readonly origin: Origin;
  /** Of the facade of a crate. */
  readonly rust?: RustData;
}

/** Pure. @throws CodedError SYSTEM_INVALID; Error for a name that is no node */
export function planNodeFlake({
  lattice,
  poset,
  name,
  config,
  packages = new Map(),
  adopted = new Map(),
}: NodeFlakeRequest): NodeFlakePlan {
  const node = lattice.nodes.get(name);
  if (node === undefined) throw new Error(`\`${name}\` is no node of the lattice`);
  const facade = packages.get(name);
  return {
    name,
    description: node.description ?? `The node ${name}`,
    ...systemsOf(config.entries.get('nix')),
    inputs: planInputs({ lattice, poset, packages, name, adopted }),
    config,
    // The Rust packages below a facade are inputs, and no layers of its shell.
    extends: node.extends,
    rank: poset.rankOf(name),
    packages: node.packages,
    env: Object.fromEntries(node.env),
    envEscapes: planEnvEscapes(node.env.values()),
    script: node.script ?? null,
    ...planSource(lattice, node),
    ways: findWays(lattice, poset, name, adopted),
    template: node.template,
    origin: facade ? originOfPackage(facade) : planOrigin(lattice, node),
    ...(facade ? { rust: rustData(facade, packages) } : {}),
  };
}

type Systems = Pick<FlakePlan, 'system' | 'systems'>;

const knownSystems = new WeakMap<MarkedNode<Provenance>, Systems>();
const noSection: MarkedNode<Provenance> = {
  kind: 'table',
  entries: new Map(),
  mark: { set: { layer: 'default', name: 'default' }, overrode: [] },
};

/** Nodes share most of their sections, as one object. */
function systemsOf(nix: MarkedNode<Provenance> = noSection): Systems {
  const known = knownSystems.get(nix);
  if (known) return known;
  const choices = readChoices(new Map(nix.kind === 'table' ? [['nix', withoutMarks(nix)]] : []));
  const systems = planSystems(choices);
  knownSystems.set(nix, systems);
  return systems;
}

type Source = Pick<FlakePlan, 'source' | 'sourceName' | 'sourceLeavesOut'>;

function planSource(lattice: Lattice, { name, source }: LatticeNode): Source {
  if (source === undefined) return { source: null, sourceName: null, sourceLeavesOut: null };
  const output = outputFolder(lattice);
  const file = join(lattice.folder, source);
  const from = (target: string) => relative(join(output, name), target) || '.';
  const isWithin = (target: string) => !relative(file, target).startsWith('..') && file !== target;
  const written = [output, join(lattice.folder, 'flake.lock')].filter(isWithin);
  return {
    source: from(file),
    sourceName: basename(file),
    sourceLeavesOut: written.length === 0 ? null : written.map(from),
  };
}

function planOrigin({ file }: Lattice, { name, template }: LatticeNode): Origin {
  const sources = [basename(file), ...(template.kind === 'file' ? [template.shown] : [])];
  return {
    generator: 'flake-lattice',
    source: sources.join(', '),
    command: `flake-lattice generate ${name}`,
  };
}
