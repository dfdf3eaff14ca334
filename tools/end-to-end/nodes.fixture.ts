// For tests: a lattice of a dozen nodes with diamonds, every template, odd values, differing systems, and a root flake.
import {
  createLatticeRepository,
  type LatticeRepository,
} from '../../packages/flake-template/src/lattice-repository.fixture.js';

/** As Nix names the machine. */
export const system = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux';

/** A value that is code wherever quoting is forgotten: of TOML, Nix, a shell, a comment. */
export const odd = `it's "\${evil}" $(evil) \`evil\` ''\${evil}'' \\ # */\n\tünï 🎈`;

/** As JSON writes a string, TOML reads it. */
const oddToml = JSON.stringify(odd);

const lattice = `
[inputs.nixpkgs]
url = "path:./nix/host-nixpkgs"

[node.config-seed]
description = ${oddToml}
[node.config-seed.config.custom]
odd = ${oddToml}

[node.rust]
extends = ["config-seed"]
template = "shell"
packages = ["gnugrep"]
script = 'export TRAIL="\${TRAIL-}rust," # \${evil} \\'
[node.rust.env]
ODD = ${oddToml}
LEVEL = "rust"
TZ = "Asia/Tokyo"

[node.web]
extends = ["config-seed"]
template = "shell"
packages = ["jq", "git"]
script = 'TRAIL="\${TRAIL-}web,"'

[node.dev]
extends = ["rust", "web"]
template = "shell"
script = 'TRAIL="\${TRAIL-}dev,"'
[node.dev.env]
LEVEL = "dev"

[node.tool]
extends = ["rust", "web"]
template = "package"
description = "A tool"
source = "src"
script = '''
mkdir $out $out/bin
printf '#!/bin/sh\\necho tool "$@"\\n' > $out/bin/tool
chmod +x $out/bin/tool
cp -r . $out/seen
printf %s "$ODD" > $out/odd
echo "$LEVEL" > $out/level
cp "$LATTICE_CONFIG" $out/config
echo '\${evil}' > $out/dollar
type -p jq grep
exit 0
'''

[node.data]
extends = ["rust", "tool"]
template = "package"
source = "src/a b.txt"
script = 'tool x > "$out"; cat "a b.txt" >> "$out"'

[node.works]
extends = ["data", "dev"]
template = "check"
source = "src"
script = '''
tool y | grep '^tool y$'
test "$LEVEL $TZ" = "dev Asia/Tokyo"
test -x run.sh && test "$(cat 'a b.txt')" = content
echo > written
'''

[node.top]
extends = ["data", "works"]
template = "shell"

[node.here]
extends = ["rust"]
template = "shell"
config.nix.systems = ["${system}"]

[node.mine]
extends = ["here", "tool"]
template = "mine.nix.eta"

[node.over]
extends = ["mine", "web"]
template = "shell"

[node.above]
extends = ["over"]
template = "check"
script = 'tool | grep tool; test "$MINE" = "yes mine"; awk "BEGIN { exit 0 }"'
`;

/** Gives a shell, a check, and nothing that composes nodes. */
const own = `{
  description = <%= it.description %>;
  inputs = <%= it.inputs %>;
  outputs = { self, nixpkgs, ... }@inputs: {
    devShells = nixpkgs.lib.genAttrs <%= it.systems %> (system: let pkgs = import nixpkgs { inherit system; }; in {
      default = pkgs.mkShell {
        packages = [ pkgs.gawk ];
        MINE = "yes \${<%= it.name %>}";
        NUMBER = 3;
        shellHook = ''TRAIL="''\${TRAIL-}mine,"'';
      };
    });
    checks.${system}.fine = (import nixpkgs { system = "${system}"; }).runCommand "fine" { } "touch $out";
  };
}
`;

/** The three lines of design: the hub as an input, its nixpkgs, and the configuration through it. */
const root = `{
  inputs.nixpkgs.url = "path:./nix/host-nixpkgs";
  inputs.lattice = { url = "path:./generated"; inputs.nixpkgs.follows = "nixpkgs"; };
  inputs.configFlake.follows = "lattice/config-seed";
  outputs = { self, nixpkgs, lattice, configFlake }: {
    inherit (lattice) packages devShells checks overlays;
    config = configFlake.lib.config;
    overlaid.${system} = import nixpkgs { system = "${system}"; overlays = [ lattice.overlays.top ]; };
  };
}
`;

export async function createExample(): Promise<LatticeRepository> {
  const repository = await createLatticeRepository({
    'lattice.toml': lattice,
    'mine.nix.eta': own,
    'flake.nix': root,
    'src/a b.txt': 'content',
    'src/run.sh': '#!/bin/sh\n',
  });
  await repository.run('chmod', ['+x', 'src/run.sh']);
  await repository.generate();
  return repository;
}
