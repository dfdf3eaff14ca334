// Explanations: nodes, external inputs, and the order that they make.
import type { Explanation } from './explanation.js';

export const ofNodes = {
  ELEMENT_EMPTY: {
    happened:
      '`meet --write` was to make a node of what the named nodes have in common, and they have nothing in common.',
    why: 'A node that extends nothing would not be their meet: any node would do as well.',
    mend: 'Look at what each of them builds upon, and name nodes that share something. Or declare a node below both.',
    example: ['console', '$ flake-lattice meet rust web\n$ flake-lattice list rust web'],
  },
  INPUT_FIXED: {
    happened:
      '`update` was to renew an external input whose url already names one version, such as a commit or a path in this repository.',
    why: 'There is nothing to renew: Nix would give the same version for ever.',
    mend: 'Let the url name a branch, and `update` writes the commit into `pin`. Or change the version in the url by hand.',
    example: [
      'toml',
      '[inputs.nixpkgs]\nurl = "github:NixOS/nixpkgs/nixos-unstable"   # then: flake-lattice update nixpkgs',
    ],
  },
  INPUT_NAME_INVALID: {
    happened:
      'The name of an external input cannot be that of a flake input: it is a keyword of Nix, a name that a flake needs itself, or holds other characters than letters, digits, `_` and `-`.',
    why: 'The name stands as an argument of a function and within `follows`, and Nix would read something else there.',
    mend: 'Choose another name. What the flake behind it is called does not matter.',
    example: [
      'toml',
      '[inputs.my-lib]                 # not [inputs.import] or [inputs."my.lib"]\nurl = "github:example/lib"',
    ],
  },
  INPUT_NOT_PINNED: {
    happened: 'An external input names a branch, or something else that moves, and has no `pin` yet.',
    why: 'A flake with it would be another one tomorrow. Pins live in lattice.toml, and go into every node alike.',
    mend: 'Have Nix say what it stands for now; that is written to `pin`. It needs the network once.',
    example: ['console', '$ flake-lattice update nixpkgs\n$ git diff lattice.toml'],
  },
  INPUT_OUTSIDE: {
    happened: 'An input is a path that leads out of the repository of the flake.',
    why: 'Nix copies the repository and reads the flake from the copy, where a path above its top leads nowhere.',
    mend: 'Move the other flake into the repository, or name it by a URL. An absolute path works on this machine alone.',
    example: ['nix', 'inputs.shared.url = "github:example/shared";   # not path:../../shared'],
  },
  INPUT_PATH_MISSING: {
    happened:
      'The graph of the flakes was read, and the `path:` of an input leads to a folder without a flake.nix.',
    why: 'An edge to nothing would make the graph of Nx differ from the one that Nix sees.',
    mend: 'Generate what is missing. Where the flake is your own, mend the path.',
    example: ['console', '$ flake-lattice generate\n$ flake-lattice check'],
  },
  INPUT_TAKEN: {
    happened:
      'The root flake has an input of the name that the lattice would get, `lattice` by default, and it leads elsewhere.',
    why: 'Replacing it would change what your outputs are built from.',
    mend: 'Give the lattice another name in the root flake. If the input is an old lattice, take it out first.',
    example: ['console', '$ flake-lattice init --name nodes'],
  },
  INPUT_UNKNOWN: {
    happened:
      'An input was named that nothing declares: in `inputs` of a node, in `follows` of an input, or on the command line.',
    why: 'A flake with such an input could not be locked.',
    mend: 'Take the name that the hint offers, or declare the input. A node is no input: it goes into `extends`.',
    example: [
      'toml',
      '[inputs.utils]\nurl = "github:numtide/flake-utils"\n\n[node.dev]\ninputs = ["utils"]\nextends = ["rust"]',
    ],
  },
  NAME_CLASH: {
    happened:
      'Two things would have one name: a node and a crate, a node and an external input, two nodes that differ by case only, or two flakes that are adopted.',
    why: 'A name is a folder, an input and an attribute at once. Many file systems take `Web` and `web` for the same folder.',
    mend: 'Rename one of the two. A flake that is adopted gets another name by --name.',
    example: ['console', '$ flake-lattice adopt services/api --name backend'],
  },
  NODE_CYCLE: {
    happened:
      'Nodes build upon each other in a circle, which the message follows; or external inputs do so by `follows`, or one is a flake that has the lattice as input.',
    why: 'Flakes that are inputs of each other can be neither locked nor evaluated. No file is written while there is a circle.',
    mend: 'Take one of the edges out. Often two nodes share something: make that a node of its own, which both extend.',
    example: [
      'toml',
      '[node.shared]\n\n[node.rust]\nextends = ["shared"]            # and not ["web"]\n\n[node.web]\nextends = ["shared"]',
    ],
  },
  NODE_EJECTED: {
    happened:
      'A node is to be ejected, or to get a lock, and its flake is yours already: it was ejected before, or adopted.',
    why: 'Files of yours are never written. There is nothing that could be given to you once more.',
    mend: 'Edit its flake as you like. To have an ejected node generated again, take `ejected = true` out of lattice.toml and write over its files.',
    example: ['console', '$ nix flake lock ./services/api\n$ flake-lattice generate web --overwrite'],
  },
  NODE_EXISTS: {
    happened:
      'A node was to be added by a name that lattice.toml has already, or a flake was to be adopted that is a node.',
    why: 'What is declared is not replaced by a command.',
    mend: 'Choose another name. To change the node that is there, edit lattice.toml.',
    example: ['console', '$ flake-lattice list\n$ flake-lattice join rust web --write dev-2'],
  },
  NODE_NAME_INVALID: {
    happened:
      'The name of a node cannot be one: it is a keyword of Nix, a word that flakes need themselves, longer than 128 characters, or holds other characters than letters, digits, `_` and `-`.',
    why: 'It becomes a folder, an attribute, an input and a part of a store path, and has to mean the same in all of them.',
    mend: 'Choose another name; it begins with a letter. What the node is for goes into `description`, where all characters are free.',
    example: [
      'toml',
      '[node.web-app]                  # not [node."web app"], [node.let] or [node.self]\ndescription = "Web app"',
    ],
  },
  NODE_NOT_FOR_SYSTEM: {
    happened:
      'All nodes that were named are for other systems: `nix.systems` of their configuration, or `systems` of the lattice, leaves that of this machine out.',
    why: 'Their flakes have no outputs for it, so that there is nothing to build or to open. Without names, such nodes are left out with a note.',
    mend: 'Build them on a machine of such a system, or add the system to the list.',
    example: ['toml', '[node.mac.config.nix]\nsystems = ["aarch64-darwin", "x86_64-linux"]'],
  },
  NODE_NOT_GENERATED: {
    happened:
      'A node is declared in lattice.toml, and its flake is not there yet: it was declared after the last `generate`, or a merge took it away.',
    why: 'Nix builds what lies on the disk. The node would be missing, or the hub would lack it.',
    mend: 'Generate, and build then. In CI `check` says the same of all nodes before anything is built.',
    example: ['console', '$ flake-lattice generate\n$ flake-lattice build dev'],
  },
  NODE_UNKNOWN: {
    happened: 'A node was named, on the command line or in `extends`, that lattice.toml does not declare.',
    why: 'Nothing of that name can be built upon. It is not taken for a path or for an input.',
    mend: 'Take the name that the hint offers, or declare the node. The units of a crate are called CRATE--UNIT.',
    example: ['console', '$ flake-lattice list\n$ flake-lattice build dev'],
  },
  PROJECT_NAME_CLASH: {
    happened:
      'Two generated flakes would be Nx projects of one name, because the plugin is told to name projects by node and something else has that name.',
    why: 'Nx has one project of a name, and would drop one of the two without a word.',
    mend: 'Leave `projectNames` out in nx.json: then projects are named by their folders, which are unique. Or rename a node.',
    example: ['console', '$ npx nx show projects\n$ git grep -n projectNames nx.json'],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
