// How the command comes to the split of a crate: takes what it is called with, gives the function that splits.
import type { CommandIo } from '@flake-lattice/command-shell';
import type { Lattice, LatticeCrate } from '@flake-lattice/config-builder';
import type { CrateSplit } from '@flake-lattice/rust-units';

/** @param lattice has the folder that the path of the crate starts from */
export type SplitCrate = (crate: LatticeCrate, lattice: Lattice) => Promise<CrateSplit>;

/** A caller of the command may have crates split in another way. */
export interface LatticeIo extends Pick<CommandIo, 'cwd' | 'env'> {
  readonly splitCrate?: SplitCrate;
}

export function splitterOf({ splitCrate }: LatticeIo): SplitCrate {
  if (splitCrate !== undefined) return splitCrate;
  return ({ name }) => Promise.reject(new Error(`nothing is there that splits the crate ${name}`));
}
