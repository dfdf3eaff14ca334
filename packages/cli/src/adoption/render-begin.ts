// The lattice.toml that adopting begins with where there is none: takes the output folder and nixpkgs, gives the text before
// the nodes.
import { writeToml } from '@flake-lattice/config-builder';

export interface BegunLattice {
  /** The folder of what is generated, from that of lattice.toml. */
  readonly output: string;
  readonly nixpkgs: { readonly url: string; readonly pin?: string };
}

export function renderBegin({ output, nixpkgs: { url, pin } }: BegunLattice): string {
  const keys = (values: Readonly<Record<string, string>>) => writeToml(new Map(Object.entries(values)));
  return `#:schema ./${output}/.lattice/schema.json

# The lattice of this repository. A [node.NAME] with \`flake\` is a flake that somebody wrote; of any other one a flake is
# generated, ${output}/NAME, which builds upon those that it extends. After a change here:
#
#     flake-lattice generate     writes the flakes
#     flake-lattice build        builds them
#     flake-lattice --help       tells the rest

[lattice]
schema = 1
# Commit this folder, and change what is in it by changing this file.
${keys({ output })}systems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"]

# Where packages of generated flakes come from.${pin === undefined ? '' : ' The pin is what is built; to renew it: flake-lattice update nixpkgs'}
[inputs.nixpkgs]
${keys({ url, ...(pin === undefined ? {} : { pin }) })}`;
}
