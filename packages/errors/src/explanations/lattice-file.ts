// Explanations: what lattice.toml, another configuration or a setting says and cannot mean.
import type { Explanation } from './explanation.js';

export const ofLatticeFile = {
  CONFIG_CODE_FAILED: {
    happened:
      'lattice.config.ts was loaded as a program, and loading it failed: TypeScript could not parse it, its code threw, or its default export is no lattice.',
    why: 'The file is what the whole lattice is planned from, so nothing is planned or written without it.',
    mend: 'Mend the code at the place that is named; the stack of what was thrown stands below the message. The file must export by default what `defineLattice` gives.',
    example: [
      'ts',
      "import { defineLattice } from 'flake-lattice';\n\nexport default defineLattice({ node: { hello: { template: 'config' } } });",
    ],
  },
  CONFIG_CONFLICT: {
    happened:
      'Two sources say different things of one key, and neither is above the other: two nodes that a third extends, or one source with a table where another has a value.',
    why: 'A join of nodes is the same in whatever order they are named, so no order can decide which of two values wins.',
    mend: 'Let the node that extends both decide, by setting the key itself. Or drop one of the two values, or have one node extend the other.',
    example: [
      'toml',
      '[node.dev]\nextends = ["rust", "web"]   # one says jobs = 2, the other jobs = 4\nconfig.build.jobs = 4',
    ],
  },
  CONFIG_KEY_MISSING: {
    happened:
      'A table of lattice.toml lacks a key without which it means nothing, such as the `path` of a crate.',
    why: 'There is no default that would be right for anybody: a crate has to lie somewhere, a check has to run something.',
    mend: 'Write the key that the hint names. `explain` says this too of a key that a configuration does not have; it lists those that there are.',
    example: [
      'toml',
      '[crate.tally]\npath = "crates/tally"\n\n[node.lint]\ntemplate = "check"\nscript = "shellcheck *.sh"',
    ],
  },
  CONFIG_MISPLACED: {
    happened:
      'A key is a known one, but stands where nothing looks at it, such as `source` of a node that is a shell.',
    why: 'It would be ignored in silence, and whoever wrote it believes that it does something.',
    mend: 'Move it to the section that the hint names, or leave it out. What a node is made from, its `template`, says which keys count.',
    example: [
      'toml',
      '[inputs.nixpkgs]                # not nix.nixpkgs of a configuration\nurl = "github:NixOS/nixpkgs/nixos-unstable"',
    ],
  },
  CONFIG_MISSING: {
    happened:
      'A configuration file was named, by an option or as the base of another, and there is no file of that name.',
    why: 'Going on without it would give a configuration that looks whole and is not.',
    mend: 'Look at the spelling and at the folder: a path of an option starts where the command runs. Then make the file, or name another.',
    example: ['console', '$ ls *.toml\n$ flake-lattice check --lattice ./lattice.toml'],
  },
  CONFIG_NOT_READABLE: {
    happened:
      'A configuration file is there and cannot be read: it is a folder, a link in a circle, or its permissions forbid it.',
    why: 'Its contents are needed for every node, so nothing is guessed.',
    mend: 'Name the file inside the folder, mend the link, or give yourself the right to read it.',
    example: ['console', '$ ls -l lattice.toml\n$ chmod u+r lattice.toml'],
  },
  CONFIG_OUT_OF_RANGE: {
    happened:
      'A value has the right type and no meaning: a number beyond its limits, a word that is none of the known ones, a path into the generated folder, a list that names something twice.',
    why: 'Such a value would fail later, in Nix or in a build, far from the line that it stands in.',
    mend: 'Take a value that the message allows. docs/reference/lattice-toml.md has each key with its type, and an editor knows them by the schema in generated/.lattice/schema.json.',
    example: ['toml', '[config.rust]\nchannel = "nightly"             # stable, beta, nightly or dev'],
  },
  CONFIG_SYNTAX: {
    happened:
      'A configuration file is no valid TOML 1.0, or no UTF-8. The place is where the parser gave up, which may be just behind the mistake.',
    why: 'Half a file would be another lattice than the one that was meant.',
    mend: 'Look at the line and the one before it: a missing quote or bracket, a key that stands twice, a table that is opened again. Marks of a git merge are such a fault too.',
    example: [
      'toml',
      '[node.dev]\nextends = ["rust", "web"]       # each name in quotes, a comma between them',
    ],
  },
  CONFIG_UNKNOWN_KEY: {
    happened:
      'A known section holds a key that it does not have, most often a slip of the pen; or an environment variable FLAKE_LATTICE__SECTION__KEY names such a key.',
    why: 'A key that is ignored in silence is worse than one that is refused: what it was to set would never be set.',
    mend: 'Take the name that the hint offers. A table of your own goes below [config], where every name that is no known section is free.',
    example: [
      'toml',
      '[config.rust]\nchannel = "stable"              # not chanel\n\n[config.company]\nanything = "you like"',
    ],
  },
  CONFIG_UNKNOWN_SECTION: {
    happened:
      'lattice.toml has a section at its top that it does not know, or an environment variable FLAKE_LATTICE__… names a section that is none.',
    why: 'The sections at the top are the format itself; one that nobody reads is a mistake.',
    mend: 'Take the name that the hint offers. A section of a configuration goes below [config], for all nodes, or below [node.NAME.config], for one and those above it.',
    example: ['toml', '[config.build]                  # not [build]\njobs = 2'],
  },
  CONFIG_WRONG_TYPE: {
    happened:
      'A known key holds a value of another type: a number in quotes, a string where a list belongs, a table where one value belongs.',
    why: 'Types are not converted, since `"false"` would have to be true or false by somebody\'s guess.',
    mend: 'Write the type that the message asks for. An environment variable takes TOML as well, except that text needs no quotes.',
    example: [
      'toml',
      '[config.build]\njobs = 4                        # not "4"\n\n[node.dev]\nextends = ["rust"]              # not "rust"',
    ],
  },
  DISTRIBUTE_UNKNOWN: {
    happened:
      'A builder, a cache or a key was named, on the command line or in lattice.toml, that [distribute] does not declare.',
    why: 'A name stands for an address and for keys that are trusted. Neither is guessed.',
    mend: 'Declare it, or take a name that is there. `--builders` and `--to` take an address in place of a name as well.',
    example: ['toml', '[distribute.builders.fast]\nurl = "ssh-ng://me@fast.example.org"\njobs = 4'],
  },
  ENV_NAME_INVALID: {
    happened:
      'A variable below [config.env] or in `env` of a node has a name that no shell takes, or that Nix or a build sets itself, such as PATH or HOME.',
    why: 'A shell could not hold it, or it would break every build by taking the place of what Nix put there.',
    mend: 'Take another name: letters, digits and `_`, the first no digit. What should be on PATH goes into `packages` of the node.',
    example: [
      'toml',
      '[node.dev]\npackages = ["jq"]               # and not env.PATH\nenv = { TOOL_COLOR = "never" }',
    ],
  },
  LATTICE_EMPTY: {
    happened: 'lattice.toml was read and declares no node, so there is nothing to build.',
    why: 'Ending well after having built nothing would let a CI run pass that checks nothing.',
    mend: 'Declare a node. If there should be some, look at which file was read: the nearest lattice.toml upward is taken unless --lattice names one.',
    example: ['toml', '[node.hello]\ndescription = "The first node"\ntemplate = "config"'],
  },
  LATTICE_EXISTS: {
    happened: '`init` was to begin a lattice in a folder that has a lattice.toml or lattice.config.ts.',
    why: '`init` overwrites nothing: what the file declares would be lost.',
    mend: 'Go on with the lattice that is there, or name another folder. To begin anew, remove the file first.',
    example: ['console', '$ flake-lattice generate\n$ flake-lattice init another-folder'],
  },
  LATTICE_MISSING: {
    happened: 'No lattice.toml or lattice.config.ts is in this folder or above it in its git repository.',
    why: "The command is about a lattice. The search ends at the top of the repository, so that no other project's lattice is taken by mistake.",
    mend: 'Change to the folder of the lattice, name its file, or begin a lattice here.',
    example: ['console', '$ flake-lattice list --lattice path/to/lattice.toml\n$ flake-lattice init'],
  },
  LATTICE_NOT_EDITABLE: {
    happened:
      'A command was to add something to lattice.toml, and the file is code, or is written in a way in which an edit could change more than it should.',
    why: 'Every byte of yours that an edit is not about stays as it is. Where that cannot be made sure of, nothing is edited.',
    mend: 'Write the lines of the hint into the file yourself; they say the same. Then run `generate`.',
    example: ['console', '$ flake-lattice join rust web --write dev --dry-run\n$ flake-lattice generate'],
  },
  LATTICE_OWNS_OUTPUT: {
    happened: '`split` was to write a crate into the folder that a lattice is generated into.',
    why: 'That folder holds what lattice.toml declares and nothing else: the next `generate` would call the units orphans.',
    mend: 'Declare the crate in the lattice, which splits it at each `generate`. Or name another folder.',
    example: ['toml', '[crate.tally]\npath = "crates/tally"           # then: flake-lattice generate tally'],
  },
  LATTICE_TOO_NEW: {
    happened: '`schema` of [lattice] is a number that this version of flake-lattice does not know yet.',
    why: 'A newer format may mean something else by the same words, and what would be generated could be wrong without a sign of it.',
    mend: 'Use the version that the file was written for. All who work on a repository should have the same one, such as by package.json.',
    example: ['console', '$ flake-lattice --version\n$ npm outdated flake-lattice'],
  },
  LATTICE_TWICE: {
    happened: 'A folder has both a lattice.toml and a lattice.config.ts.',
    why: 'Each would be a whole lattice, and which of them is meant cannot be told.',
    mend: 'Keep one. The code can do all that the table can, and more; the table can be edited by `update`, `join --write` and `adopt`.',
    example: ['console', '$ git rm lattice.config.ts\n$ flake-lattice check'],
  },
  PATH_OUTSIDE: {
    happened:
      'A template, source, crate or flake that lattice.toml names lies outside of the git repository, possibly by a symbolic link.',
    why: 'A flake is built from what its repository holds. A file beside it would be missing in every other clone.',
    mend: 'Copy the file into the repository, or add what it belongs to as an external input.',
    example: ['toml', '[inputs.shared]\nurl = "github:example/shared"\n\n[node.dev]\ninputs = ["shared"]'],
  },
  SECRET_IN_LATTICE: {
    happened:
      'A value in [distribute] is a secret key itself, where the name of a file or of a variable belongs. The message does not repeat it.',
    why: 'lattice.toml is committed. Whoever reads the repository could sign outputs that your machines trust.',
    mend: 'Take it out, and make a new key: the old one may have been seen already, and stays in the history of git. Then name the file that holds the new one.',
    example: [
      'toml',
      '[distribute.keys.team]\npublic = "team-2:2VYSWzMVqVIgvLMvBCPoVXHvGfzQwGI2tLP7lLxZ1aU="\nsecret-file = "~/.config/flake-lattice/team-2.secret"',
    ],
  },
  SET_SYNTAX: {
    happened:
      'The value of `--set` is not of the form section.key=value, or what stands behind `=` is no TOML value.',
    why: 'A value is taken as TOML so that its type is certain: `true` is no text, and text is in quotes.',
    mend: 'Put the whole in single quotes for the shell, and text in double quotes for TOML.',
    example: ['console', "$ bootstrap-config-generator --set 'build.jobs=4' --set 'rust.channel=\"beta\"'"],
  },
  SOURCE_MISSING: {
    happened:
      '`source` of a node, or `path` of a crate, names something that is not there, or a file where a folder is needed.',
    why: 'What a package or check is built from has to be in the repository before its flake can be planned.',
    mend: 'Look at where the path starts: at the folder of lattice.toml, whatever folder the command runs in. Make the file, or name another.',
    example: [
      'toml',
      '[node.scripts]\ntemplate = "check"\nsource = "tools/scripts"\nscript = "bash -n *.sh"',
    ],
  },
  SYSTEM_INVALID: {
    happened: 'A system was named that Nix does not write so, or there is no system at all.',
    why: 'The outputs of a flake are by system. With a wrong name they would be there and never be found.',
    mend: 'Write architecture and kernel, as Nix does. In lattice.toml several of them are a list; on a command line the option is given once for each.',
    example: ['toml', '[lattice]\nsystems = ["x86_64-linux", "aarch64-darwin"]'],
  },
  VALUE_NOT_NIX: {
    happened:
      'A value would go into a flake and Nix has no expression for it: text with the character NUL, an integer of more than 64 bits, a function.',
    why: 'Values become Nix expressions that mean just them. What cannot be written so is not written at all.',
    mend: 'Take the character out, encode the text, or write a large number as a string.',
    example: ['toml', '[config.numbers]\nlarge = "18446744073709551616"  # as text: Nix has 64 bits'],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
