// Plans the flakes of a lattice: takes a project, gives the configuration and flake of each node, and the hub. Pure.
import {
  buildNodeConfigs,
  edgesOf,
  faultsOfPins,
  type MarkedTable,
  type Provenance,
  throwFaults,
} from '@flake-lattice/config-builder';
import {
  type HubMember,
  type HubPlan,
  type InputNames,
  type NodeFlakePlan,
  planHub,
  planNodeFlake,
  planRustFlake,
  type RustFlakePlan,
} from '@flake-lattice/flake-template';
import { buildPoset } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import type { AdoptedReader } from './adopted-flakes.js';
import type { Project } from './read-project.js';

export interface PlannedFlakes {
  readonly configs: ReadonlyMap<string, MarkedTable<Provenance>>;
  /** In the order of the poset; ejected and adopted nodes are not among them. */
  readonly nodes: ReadonlyMap<string, NodeFlakePlan>;
  /** Of units, and of crates that are used as they are. */
  readonly units: ReadonlyMap<string, RustFlakePlan>;
  readonly hub: HubPlan;
}

/** What the flake of an ejected node declares, which its owner may have changed. */
export type EjectedInputs = (name: string) => DeclaredInputs | undefined;

/**
 * Plans the flake of each node and of the hub, with the configuration that each node has.
 *
 * @throws CodedError CONFIG_CONFLICT, INPUT_NOT_PINNED
 */
export function planFlakes(
  project: Project,
  ejectedInputs: EjectedInputs,
  readAdopted: AdoptedReader,
): PlannedFlakes {
  const { lattice, poset, packages } = project;
  throwFaults(faultsOfPins(lattice));
  // Units have no configuration, and add nothing to that of a node.
  const order = packages.size === 0 ? poset : buildPoset(edgesOf(lattice));
  const configs = buildNodeConfigs(lattice, order);
  const nodes = new Map<string, NodeFlakePlan>();
  const members = new Map<string, HubMember>();
  const adopted = new Map<string, InputNames>();
  for (const name of order.elements) {
    const config = configs.get(name);
    if (config === undefined) throw new Error(`the node ${name} has no configuration`);
    const plan = planNodeFlake({ lattice, poset, name, config, packages, adopted });
    if (lattice.nodes.get(name)?.flake !== undefined) {
      const flake = readAdopted(name, members);
      adopted.set(name, flake.stands);
      members.set(name, { ...flake, systems: plan.systems });
      continue;
    }
    const isEjected = lattice.nodes.get(name)?.ejected;
    if (!isEjected) nodes.set(name, plan);
    members.set(name, isEjected ? { ...plan, inputs: ejectedInputs(name) ?? plan.inputs } : plan);
  }
  const units = new Map<string, RustFlakePlan>();
  for (const node of packages.values()) {
    if (node.kind === 'facade') continue;
    const plan = planRustFlake({ lattice, poset, packages, node });
    units.set(node.name, plan);
    members.set(node.name, plan);
  }
  return { configs, nodes, units, hub: planHub(lattice, poset, members, packages) };
}
