// Plans the flake of a node: takes the lattice, its order and the node's configuration, gives what its flake.nix will say.
import { basename, join, relative } from 'node:path';
import {
  type Lattice,
  type LatticeNode,
  type MarkedTable,
  type NodeTemplate,
  type Provenance,
  withoutMarks,
} from '@flake-lattice/config-builder';
import { type Poset, planFollows } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { findWays } from './find-ways.js';
import { planExternals } from './plan-externals.js';
import { type FlakePlan, planSystems } from './plan-flake.js';
import { addFollows, externalInput, type GrowingInputs, outputFolder } from './plan-inputs.js';
import { readChoices } from './read-choices.js';
import type { Origin } from './render-header.js';
import { sharedTemplateData, templateData } from './template-data.js';

export interface NodeFlakeRequest {
  readonly lattice: Lattice;
  readonly poset: Poset;
  readonly name: string;
  /** The effective one, as `buildNodeConfigs` gives it. */
  readonly config: MarkedTable<Provenance>;
}

/** What a template sees, but for the inputs, which are data for locks too. */
export interface NodeFlakePlan extends Omit<FlakePlan, 'inputs'> {
  /** All that the flake declares: direct inputs with their references, and every override. */
  readonly inputs: DeclaredInputs;
  readonly template: NodeTemplate;
  readonly origin: Origin;
}

/** Pure. @throws CodedError SYSTEM_INVALID; Error for a name that is no node */
export function planNodeFlake({ lattice, poset, name, config }: NodeFlakeRequest): NodeFlakePlan {
  const node = lattice.nodes.get(name);
  if (node === undefined) throw new Error(`\`${name}\` is no node of the lattice`);
  const nix = config.entries.get('nix');
  const choices = readChoices(new Map(nix?.kind === 'table' ? [['nix', withoutMarks(nix)]] : []));
  return {
    name,
    description: node.description ?? `The node ${name}`,
    ...planSystems(choices),
    inputs: planInputs(lattice, poset, name),
    config: node.template.kind === 'file' ? templateData(withoutMarks(config)) : sharedTemplateData(config),
    extends: poset.extendsOf(name),
    rank: poset.rankOf(name),
    packages: node.packages,
    env: Object.fromEntries(node.env),
    script: node.script ?? null,
    ...planSource(lattice, node),
    ways: findWays(lattice, poset, name),
    template: node.template,
    origin: planOrigin(lattice, node),
  };
}

function planInputs(lattice: Lattice, poset: Poset, name: string): DeclaredInputs {
  const externalsOf = planExternals(lattice, poset);
  const folder = join(outputFolder(lattice), name);
  const inputs: GrowingInputs = new Map();
  for (const external of externalsOf(name)) {
    const declared = lattice.externals.get(external);
    if (declared === undefined) throw new Error(`\`${external}\` is no input of the lattice`);
    inputs.set(external, externalInput(declared, lattice, folder));
  }
  for (const extended of poset.extendsOf(name)) inputs.set(extended, { url: `path:../${extended}` });
  addFollows(inputs, planFollows(poset, name, externalsOf));
  return inputs;
}

type Source = Pick<FlakePlan, 'source' | 'sourceName' | 'sourceLeavesOut'>;

function planSource(lattice: Lattice, { name, source }: LatticeNode): Source {
  if (source === undefined) return { source: null, sourceName: null, sourceLeavesOut: null };
  const output = outputFolder(lattice);
  const file = join(lattice.folder, source);
  const from = (target: string) => relative(join(output, name), target) || '.';
  const isWithin = !relative(file, output).startsWith('..') && file !== output;
  return { source: from(file), sourceName: basename(file), sourceLeavesOut: isWithin ? from(output) : null };
}

function planOrigin({ file }: Lattice, { name, template }: LatticeNode): Origin {
  const sources = [basename(file), ...(template.kind === 'file' ? [template.shown] : [])];
  return {
    generator: 'flake-lattice',
    source: sources.join(', '),
    command: `flake-lattice generate ${name}`,
  };
}
