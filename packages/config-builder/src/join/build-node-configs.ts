// Takes a lattice and its order, gives the configuration of every node: the weaker sources, then the join of what the
// nodes below it set, then its own. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Poset } from '@flake-lattice/lattice';
import { mergeConfigs, type Provenance } from '../merge/merge-configs.js';
import type { Origin } from '../origin.js';
import { arrangeConfig } from '../render/arrange.js';
import { defaultConfig } from '../schema/defaults.js';
import { throwFaults } from '../schema/fault.js';
import type { Lattice } from '../sources/lattice-record.js';
import { type MarkedTable, nodeAt } from '../toml/marked-table.js';
import { externalsBelow } from './externals-below.js';
import { faultOfConflict } from './fault-of-conflict.js';
import type { JoinTable } from './join-tree.js';
import { joinTrees } from './join-trees.js';
import { Overlay } from './overlay.js';

/**
 * The value of a key at a node is its own, if it sets the key; otherwise that of the highest nodes below it which do,
 * if they agree; otherwise that of `[config]`, `[inputs]` or the default. The variables of `env` join by the same rule,
 * and are checked here too.
 *
 * `nix.inputs` holds the external inputs that the node or one below it takes, and no others.
 *
 * @throws CONFIG_CONFLICT that names both nodes, with file and line
 */
export function buildNodeConfigs(
  lattice: Lattice,
  poset: Poset,
): ReadonlyMap<string, MarkedTable<Provenance>> {
  const { trees, faults } = joinConfigs(lattice, poset);
  throwFaults([...faults, ...faultsOfEnvironments(lattice, poset)]);
  const externals = externalsBelow(lattice, poset);
  const overlays = new Map<string, Overlay>();
  const configs = new Map<string, MarkedTable<Provenance>>();
  for (const name of poset.elements) {
    const names = externals.get(name) ?? [];
    const key = names.join(' ');
    let overlay = overlays.get(key);
    if (overlay === undefined) {
      overlay = new Overlay(baseConfig(lattice, names));
      overlays.set(key, overlay);
    }
    configs.set(name, overlay.over(trees.get(name) as JoinTable));
  }
  return configs;
}

interface JoinedOrFaults {
  readonly trees: ReadonlyMap<string, JoinTable>;
  readonly faults: readonly CodedErrorParts[];
}

function joinConfigs({ nodes }: Lattice, poset: Poset): JoinedOrFaults {
  const { trees, conflicts } = joinTrees(poset, (name) => nodeOf(nodes, name).config);
  return { trees, faults: conflicts.map((conflict) => faultOfConflict(conflict, 'config')) };
}

function faultsOfEnvironments({ nodes }: Lattice, poset: Poset): readonly CodedErrorParts[] {
  const { conflicts } = joinTrees(poset, (name) => nodeOf(nodes, name).markedEnv);
  return conflicts.map((conflict) => faultOfConflict(conflict, 'env'));
}

function nodeOf<Value>(nodes: ReadonlyMap<string, Value>, name: string): Value {
  const node = nodes.get(name);
  if (node === undefined) throw new Error(`the poset has a node ${name} that the lattice does not have`);
  return node;
}

/** What holds where no node says otherwise. */
function baseConfig(lattice: Lattice, externals: readonly string[]): MarkedTable<Provenance> {
  const inputs = lattice.inputs.filter((input) => {
    const named = nodeAt(input, ['nix', 'inputs']);
    return named?.kind !== 'table' || [...named.entries.keys()].every((name) => externals.includes(name));
  });
  const sources: readonly MarkedTable<Origin>[] = [defaultConfig(), ...inputs, lattice.config];
  return arrangeConfig(mergeConfigs(sources));
}
