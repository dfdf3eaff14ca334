// The start with shells: a diamond of what everybody needs, what two groups need, and all of it.
import type { Start } from './start.js';

export const shellsStart: Start = {
  description: 'dev shells of a team: what all need, Rust and web tools, and everything together',
  shell: 'dev',
  node: 'dev',
  renderTables: ({
    output,
  }) => `# The configuration that all nodes share. They add to it by [node.NAME.config].
[config.project]
name = "my project"

# What everybody needs, whatever they work on: nix develop ./${output}#base
[node.base]
description = "What everybody needs"
template = "shell"
packages = ["git", "gnused"]
env = { EDITOR = "vi" }

# Two groups build upon that, each with tools and settings of its own.
[node.rust]
description = "The tools of those who write Rust"
extends = ["base"]
template = "shell"
packages = ["rustc", "cargo", "clippy", "rustfmt"]
env = { CARGO_TERM_COLOR = "always" }

[node.web]
description = "The tools of those who write for the web"
extends = ["base"]
template = "shell"
packages = ["nodejs", "jq"]
[node.web.config.server]
port = 8080

# Both together, with all that is below: nix develop ./${output}#dev
# Each package is there once, and each variable has one value; two nodes that disagree are an error that names both.
[node.dev]
description = "The whole stack, to work in"
extends = ["rust", "web"]
template = "shell"
script = 'echo "the shell of the whole stack" >&2'
`,
  compiles: false,
  files: {},
  ignored: [],
};
