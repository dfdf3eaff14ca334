// Plans the flake of a unit of a crate, or of a crate that is used as it is: takes the lattice, its order and the node,
// gives what its flake.nix will say.
import type { Lattice } from '@flake-lattice/config-builder';
import type { Poset } from '@flake-lattice/lattice';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { planInputs } from './plan-node-inputs.js';
import type { Origin } from './render-header.js';
import { type RustData, rustData } from './rust-data.js';
import type { RustNode, RustNodes } from './rust-node.js';

export interface RustFlakePlan extends Omit<RustData, 'testFiles' | 'testDependencies' | 'renames'> {
  readonly name: string;
  readonly description: string;
  readonly systems: readonly string[];
  readonly inputs: DeclaredInputs;
  readonly origin: Origin;
}

export interface RustFlakeRequest {
  readonly lattice: Lattice;
  /** In which units and crates are nodes. */
  readonly poset: Poset;
  readonly packages: RustNodes;
  readonly node: RustNode;
}

/** Pure. It depends on the node itself and the order below it alone. */
export function planRustFlake({ lattice, poset, packages, node }: RustFlakeRequest): RustFlakePlan {
  const { testFiles, testDependencies, renames, ...data } = rustData(node, packages);
  return {
    ...data,
    name: node.name,
    description: node.description,
    systems: lattice.systems,
    inputs: planInputs({ lattice, poset, packages, name: node.name }),
    origin: originOfPackage(node),
  };
}

export function originOfPackage({ source, generatedWith }: RustNode): Origin {
  return { generator: 'flake-lattice', source, command: `flake-lattice generate ${generatedWith}` };
}
