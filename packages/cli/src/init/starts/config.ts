// The start with nothing but configurations: one for all, and two that differ from it.
import type { Start } from './start.js';

export const configStart: Start = {
  description: 'configurations that build upon each other, each a flake that others take in',
  shell: 'development',
  node: 'production',
  renderTables: ({
    output,
  }) => `# The configuration that all nodes share. They add to it by [node.NAME.config].
[config.project]
name = "my project"

# Tables and keys are your own. Only a few are known, and checked: [config.build], [config.env] and [config.rust].
[config.server]
host = "localhost"
port = 8080
log = "info"

# The lowest node: the configuration, as the file config.toml and as \`lib.config\` of its flake.
[node.base]
description = "What holds everywhere"
template = "config"

# A node has all that the nodes below it have, and what it says itself.
[node.development]
description = "On the machines of those who write it"
extends = ["base"]
template = "config"
[node.development.config.server]
log = "debug"

# Who set a value, and what it overrode: flake-lattice explain production server
# The file itself: nix build ./${output}#production
[node.production]
description = "Where it runs"
extends = ["base"]
template = "config"
[node.production.config.server]
host = "0.0.0.0"
port = 80
`,
  compiles: false,
  files: {},
  ignored: [],
};
