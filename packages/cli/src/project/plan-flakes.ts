// Plans the flakes of a lattice: takes a project, gives the configuration and flake of each node, and the hub. Pure.
import {
  buildNodeConfigs,
  faultsOfPins,
  type MarkedTable,
  type Provenance,
  throwFaults,
} from '@flake-lattice/config-builder';
import { type HubPlan, type NodeFlakePlan, planHub, planNodeFlake } from '@flake-lattice/flake-template';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import type { Project } from './read-project.js';

export interface PlannedFlakes {
  readonly configs: ReadonlyMap<string, MarkedTable<Provenance>>;
  /** In the order of the poset; ejected nodes are not among them. */
  readonly nodes: ReadonlyMap<string, NodeFlakePlan>;
  readonly hub: HubPlan;
}

/** What the flake of an ejected node declares, which its owner may have changed. */
export type EjectedInputs = (name: string) => DeclaredInputs | undefined;

/** @throws CodedError CONFIG_CONFLICT, INPUT_NOT_PINNED */
export function planFlakes({ lattice, poset }: Project, ejectedInputs: EjectedInputs): PlannedFlakes {
  throwFaults(faultsOfPins(lattice));
  const configs = buildNodeConfigs(lattice, poset);
  const nodes = new Map<string, NodeFlakePlan>();
  const members = new Map<string, { inputs: DeclaredInputs; systems: readonly string[] }>();
  for (const name of poset.elements) {
    const config = configs.get(name);
    if (config === undefined) throw new Error(`the node ${name} has no configuration`);
    const plan = planNodeFlake({ lattice, poset, name, config });
    const isEjected = lattice.nodes.get(name)?.ejected;
    if (!isEjected) nodes.set(name, plan);
    members.set(name, isEjected ? { ...plan, inputs: ejectedInputs(name) ?? plan.inputs } : plan);
  }
  return { configs, nodes, hub: planHub(lattice, poset, members) };
}
