// Plans what the flake of a node declares of its inputs: takes the lattice, its order and the node, gives references to
// externals and to the nodes below, with the follows that keep its lock linear.
import { posix } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';
import { type Poset, planFollows } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { type AdoptedNames, renameFollows } from './input-names.js';
import { folderFromOutput, referenceTo } from './node-folder.js';
import { planExternals } from './plan-externals.js';
import { addFollows, externalInput, type GrowingInputs, outputFolder } from './plan-inputs.js';
import type { RustNodes } from './rust-node.js';

export interface NodeInputsRequest {
  readonly lattice: Lattice;
  readonly poset: Poset;
  readonly packages: RustNodes;
  readonly name: string;
  readonly adopted?: AdoptedNames;
}

export function planInputs(request: NodeInputsRequest): DeclaredInputs {
  const { lattice, poset, packages, name, adopted = new Map() } = request;
  const externalsOf = planExternals(lattice, poset);
  const folder = folderFromOutput({ lattice, packages }, name);
  const inputs: GrowingInputs = new Map();
  for (const external of externalsOf(name)) {
    const declared = lattice.externals.get(external);
    if (declared === undefined) throw new Error(`\`${external}\` is no input of the lattice`);
    inputs.set(external, externalInput(declared, lattice, posix.join(outputFolder(lattice), folder)));
  }
  for (const extended of poset.extendsOf(name)) {
    inputs.set(extended, { url: referenceTo(request, extended, folder) });
  }
  // An adopted flake has the external inputs that it declares, and no others of those below it.
  const overridden = (node: string) =>
    adopted.has(node)
      ? [...(adopted.get(node)?.values() ?? [])].filter((each) => lattice.externals.has(each))
      : externalsOf(node);
  addFollows(inputs, renameFollows(planFollows(poset, name, overridden), adopted));
  return inputs;
}
