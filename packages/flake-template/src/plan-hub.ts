// Plans the hub: takes a lattice, its order and what each node's flake declares, gives what the flake over all will say.
import { basename } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';
import type { Poset } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { isFreeForm } from './find-ways.js';
import type { InputNames } from './input-names.js';
import { referenceTo } from './node-folder.js';
import { planExternals } from './plan-externals.js';
import {
  addFollow,
  externalInput,
  type GrowingInput,
  type GrowingInputs,
  outputFolder,
} from './plan-inputs.js';
import type { Origin } from './render-header.js';
import type { RustNodes } from './rust-node.js';

/** What the hub has to know of a node's flake; a plan of one has it. */
export interface HubMember {
  readonly inputs: DeclaredInputs;
  readonly systems: readonly string[];
  /** Of an adopted node: what its inputs stand for in the lattice. All others stay as the flake has them. */
  readonly stands?: InputNames;
}

export interface HubPlan {
  readonly description: string;
  /** Each node and each external input, the inputs of each following the hub's own. */
  readonly inputs: DeclaredInputs;
  /** All that any node is for, sorted. */
  readonly systems: readonly string[];
  /** By name; without units and crates. */
  readonly nodes: readonly string[];
  /** Units of crates, and crates that are used as they are: a package and a check each. By name. */
  readonly units: readonly string[] | null;
  readonly unitSystems: readonly string[];
  /** The systems of nodes that are not for all of them. */
  readonly fewerSystems: Readonly<Record<string, readonly string[]>> | null;
  /** Nodes whose text is not ours, and may leave out an output. */
  readonly freeForm: readonly string[] | null;
  readonly origin: Origin;
}

/** Pure. @param members of every node. An input that the hub does not have stays as the member declares it. */
export function planHub(
  lattice: Lattice,
  poset: Poset,
  members: ReadonlyMap<string, HubMember>,
  packages: RustNodes = new Map(),
): HubPlan {
  const all = [...poset.elements].sort();
  const nodes = all.filter((name) => lattice.nodes.has(name));
  const externals = externalsOf(lattice, poset, members);
  const own = new Set([...all, ...externals]);
  const folder = outputFolder(lattice);
  const inputs: GrowingInputs = new Map();
  for (const external of externals) {
    const declared = lattice.externals.get(external);
    if (declared === undefined) throw new Error(`\`${external}\` is no input of the lattice`);
    inputs.set(external, externalInput(declared, lattice, folder));
  }
  const systems = new Set<string>();
  for (const name of all) {
    const member = memberNamed(members, name);
    const input: GrowingInput = { url: referenceTo({ lattice, packages }, name, '') };
    for (const taken of member.inputs.keys()) {
      const target = member.stands ? member.stands.get(taken) : taken;
      const way = target?.split('/') ?? [];
      if (own.has(way[0] ?? '')) addFollow(input, [taken], way);
    }
    inputs.set(name, input);
    for (const system of member.systems) systems.add(system);
  }
  const fewer = nodes.filter((name) => new Set(memberNamed(members, name).systems).size < systems.size);
  const freeForm = nodes.filter((name) => isFreeForm(lattice, name));
  return {
    description: 'All nodes of the lattice',
    inputs,
    systems: [...systems].sort(),
    nodes,
    units: nodes.length === all.length ? null : all.filter((name) => !lattice.nodes.has(name)),
    unitSystems: lattice.systems,
    fewerSystems:
      fewer.length === 0
        ? null
        : Object.fromEntries(fewer.map((name) => [name, memberNamed(members, name).systems])),
    freeForm: freeForm.length === 0 ? null : freeForm,
    origin: {
      generator: 'flake-lattice',
      source: basename(lattice.file),
      command: 'flake-lattice generate',
    },
  };
}

function externalsOf(
  lattice: Lattice,
  poset: Poset,
  members: ReadonlyMap<string, HubMember>,
): readonly string[] {
  const ofNode = planExternals(lattice, poset);
  const all = new Set<string>(['nixpkgs']);
  for (const [name, { inputs, stands }] of members) {
    for (const external of ofNode(name)) all.add(external);
    const taken = stands ? stands.values() : inputs.keys();
    for (const input of taken) if (lattice.externals.has(input)) all.add(input);
  }
  return [...all].sort();
}

function memberNamed(members: ReadonlyMap<string, HubMember>, name: string): HubMember {
  const member = members.get(name);
  if (member === undefined) throw new Error(`the hub does not know the flake of \`${name}\``);
  return member;
}
