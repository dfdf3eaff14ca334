// Plans what the flake of a node declares of its inputs: takes the lattice, its order and the node, gives references to
// externals and to the nodes below, with the follows that keep its lock linear.
import { posix } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';
import { type Poset, planFollows } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { planExternals } from './plan-externals.js';
import { addFollows, externalInput, type GrowingInputs, outputFolder } from './plan-inputs.js';
import { folderOfNode, type RustNodes } from './rust-node.js';

export interface NodeInputsRequest {
  readonly lattice: Lattice;
  readonly poset: Poset;
  readonly packages: RustNodes;
  readonly name: string;
}

export function planInputs({ lattice, poset, packages, name }: NodeInputsRequest): DeclaredInputs {
  const externalsOf = planExternals(lattice, poset);
  const folder = folderOfNode(packages, name);
  const inputs: GrowingInputs = new Map();
  for (const external of externalsOf(name)) {
    const declared = lattice.externals.get(external);
    if (declared === undefined) throw new Error(`\`${external}\` is no input of the lattice`);
    inputs.set(external, externalInput(declared, lattice, posix.join(outputFolder(lattice), folder)));
  }
  for (const extended of poset.extendsOf(name)) {
    inputs.set(extended, { url: `path:${wayFrom(folder, folderOfNode(packages, extended))}` });
  }
  addFollows(inputs, planFollows(poset, name, externalsOf));
  return inputs;
}

/** Between folders within the output folder. */
function wayFrom(folder: string, target: string): string {
  // Most lie beside each other.
  if (folder !== target && !folder.includes('/') && !target.includes('/')) return `../${target}`;
  const way = posix.relative(folder, target);
  return way.startsWith('../') ? way : `./${way}`;
}
