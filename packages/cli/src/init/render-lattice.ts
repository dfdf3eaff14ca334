// The first lattice.toml of a repository: takes what is known of it, gives the text, with what a newcomer needs to know
// in comments.
import { writeToml } from '@flake-lattice/config-builder';
import type { Start } from './starts/start.js';

export interface FirstLattice {
  /** The folder of what is generated, from that of lattice.toml. */
  readonly output: string;
  readonly nixpkgs: { readonly url: string; readonly pin?: string };
}

export function renderLattice({ output, nixpkgs }: FirstLattice, start: Start): string {
  const { url, pin } = nixpkgs;
  return `#:schema ./${output}/.lattice/schema.json

# The lattice of this repository. Each [node.NAME] becomes a Nix flake of its own, ${output}/NAME, which builds upon the
# flakes of the nodes that it extends. After a change here:
#
#     flake-lattice generate     writes the flakes
#     flake-lattice build        builds them
#     flake-lattice --help       tells the rest

[lattice]
schema = 1
# Commit this folder, and change what is in it by changing this file.
${keys({ output })}systems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"]

# Where packages come from.${pin === undefined ? '' : ' The pin is what is built; to renew it: flake-lattice update nixpkgs'}
[inputs.nixpkgs]
${keys({ url, ...(pin === undefined ? {} : { pin }) })}
${start.renderTables({ output })}`;
}

/** Text of the user's, as TOML writes it. */
function keys(values: Readonly<Record<string, string>>): string {
  return writeToml(new Map(Object.entries(values)));
}
