// The first lattice.toml of a repository: takes what is known of it, gives the text, with what a newcomer needs to know
// in comments, and a small diamond of nodes that builds.
import { writeToml } from '@flake-lattice/config-builder';

export interface FirstLattice {
  /** The folder of what is generated, from that of lattice.toml. */
  readonly output: string;
  readonly nixpkgs: { readonly url: string; readonly pin?: string };
}

export function renderLattice({ output, nixpkgs }: FirstLattice): string {
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
# The configuration that all nodes share. They add to it by [node.NAME.config].
[config.project]
name = "my project"

# The lowest node: the configuration, as the file config.toml and as \`lib.config\` of its flake.
[node.config-seed]
description = "The configuration"
template = "config"

# A shell with tools: nix develop ./${output}#tools
[node.tools]
description = "The tools to work with"
extends = ["config-seed"]
template = "shell"
packages = ["git", "gnused"]
env = { EDITOR = "vi" }

# A package of your own. \`source\` would name the folder of the repository that the script starts in.
[node.hello]
description = "A program that greets"
extends = ["config-seed"]
template = "package"
script = '''
mkdir -p "$out/bin"
printf '%s\\n' '#!/bin/sh' 'echo "hello from the lattice"' > "$out/bin/hello-lattice"
chmod +x "$out/bin/hello-lattice"
'''

# Both together. A shell has all that the nodes below it have: nix develop ./${output}#dev -c hello-lattice
[node.dev]
description = "The shell to work in"
extends = ["hello", "tools"]
template = "shell"
`;
}

/** Text of the user's, as TOML writes it. */
function keys(values: Readonly<Record<string, string>>): string {
  return writeToml(new Map(Object.entries(values)));
}
