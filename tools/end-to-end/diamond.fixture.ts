// For tests: a lattice of four nodes with a diamond, in a repository whose root flake takes it in.
import { type LatticeProject, makeLatticeProject, type ProjectOptions } from '../testing/lattice-project.js';

export const lattice = `# A lattice.
[lattice]
schema = 1
systems = ["x86_64-linux", "aarch64-linux"]

[inputs.nixpkgs]
url = "path:./nixpkgs"

[config.rust]
channel = "stable"

[node.config-seed]

[node.rust] # the compiler
extends = ["config-seed"]
template = "shell"
packages = ["git"]

[node.web]
extends = ["config-seed"]
template = "shell"
[node.web.config.build]
jobs = 2

[node.dev]
extends = ["rust", "web"]
template = "shell"
[node.dev.config.rust]
channel = "beta"
`;

export const rootFlake = `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice = {
    url = "path:./generated";
    inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs = { self, nixpkgs, lattice }: { inherit (lattice) packages; };
}
`;

/** @param text of lattice.toml */
export async function beginDiamond(
  text = lattice,
  { files = {}, ...others }: Partial<ProjectOptions> = {},
): Promise<LatticeProject> {
  return makeLatticeProject({
    files: { 'lattice.toml': text, 'flake.nix': rootFlake, ...files },
    ...others,
  });
}
