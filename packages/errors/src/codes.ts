// The list of all error codes: each with one sentence that says when it is given.

export const errorCodes = {
  BUILD_FAILED: 'Nix began to build a derivation and the build ended with an error.',
  CARGO_MISSING: 'No cargo that runs was found.',
  CONFIG_CODE_FAILED:
    'lattice.config.ts cannot be loaded: it is no valid TypeScript, its code threw, or it gives no lattice.',
  CONFIG_CONFLICT:
    'Two sources set a key to a table and to a value, or two nodes below a third set it differently.',
  CONFIG_KEY_MISSING: 'A table of lattice.toml lacks a key that it must have.',
  CONFIG_MISPLACED: 'A key of lattice.toml stands where nothing would follow it.',
  CONFIG_MISSING: 'A configuration file that was named does not exist.',
  CONFIG_NOT_READABLE: 'A configuration file that was named is a folder, or may not be read.',
  CONFIG_OUT_OF_RANGE:
    'A known configuration key holds a value of the right type outside its range or enumeration.',
  CONFIG_SYNTAX: 'A configuration file is not valid TOML.',
  CONFIG_UNKNOWN_KEY: 'A known configuration section holds a key that it does not have.',
  CONFIG_UNKNOWN_SECTION: 'A source that can only set known sections names another one.',
  CONFIG_WRONG_TYPE: 'A known configuration key holds a value of another type.',
  CONFIRMATION_MISSING: 'A command asks before it writes, and there is no terminal to ask on.',
  DEPENDENCIES_FAILED: 'npm could not install what package-lock.json names.',
  DISK_FULL: 'The disk, or the quota on it, has no room for a file.',
  ELEMENT_EMPTY: 'Nodes that have nothing in common have an empty meet, and no node can be made of it.',
  ENV_NAME_INVALID:
    'The name of an environment variable is one that no shell takes, or that Nix or a build sets itself.',
  EVALUATION_FAILED: 'Nix read a flake and evaluating it ended with an error.',
  FLAKE_MISSING: 'A flake that was named does not exist.',
  FLAKE_NOT_EDITABLE: 'A flake is written in a way that cannot be edited safely; it was left as it is.',
  FLAKE_SYNTAX: 'A flake is not valid Nix.',
  GIT_FAILED: 'git ended with an error.',
  GIT_MISSING: 'The lattice lies in no git repository, or git is not there.',
  INPUT_FIXED: 'An external input that is to be renewed has a url that stands for one version for ever.',
  INPUT_NAME_INVALID: 'The name of a flake input cannot be used as one.',
  INPUT_NOT_PINNED:
    'The reference of an external input is not fixed, so that a flake with it would not be reproducible.',
  INPUT_OUTSIDE: 'The path of a flake input lies outside the repository of the flake.',
  INPUT_TAKEN: 'The root flake has an input of the name that the lattice would have.',
  INPUT_UNKNOWN: 'An input that was named is not declared in the flake.',
  LATTICE_EMPTY: 'The lattice declares no node.',
  LATTICE_EXISTS: 'A lattice is to begin where there is one already.',
  LATTICE_MISSING: 'No lattice.toml is there to work on.',
  LATTICE_NOT_EDITABLE:
    'lattice.toml is written in a way that cannot be edited safely; it was left as it is.',
  LATTICE_TOO_NEW: 'lattice.toml has a schema that is newer than this version of flake-lattice.',
  LATTICE_TWICE: 'Both lattice.toml and lattice.config.ts are there.',
  LOCK_FAILED: 'Nix cannot find out what a flake reference stands for: a wrong one, or no network.',
  LOCK_SYNTAX: 'A flake.lock is not one that Nix can read, or holds the marks of a merge.',
  MANIFEST_NEWER: 'The manifest of a generated tree was written by a newer version of the tool.',
  MANIFEST_SYNTAX: 'The manifest of a generated tree cannot be read.',
  MERGE_BASE_MISSING:
    'The text that an edited file was generated with, which a merge needs, is nowhere to be found.',
  NAME_CLASH: 'Two nodes, or a node and an external input, have names that cannot stand beside each other.',
  NIX_MISSING: 'No Nix was found.',
  NIX_TOO_OLD: 'The Nix that was found is older than what the command needs.',
  NODE_CYCLE: 'Nodes, or external inputs by what they follow, build upon each other in a circle.',
  NODE_EJECTED: 'A node that is to be ejected belongs to the user already.',
  NODE_EXISTS: 'A node that is to be added is declared already.',
  NODE_NAME_INVALID:
    'The name of a node or flake cannot be a folder, an attribute and part of a store path at once.',
  NODE_NOT_GENERATED: 'A node is declared, but its flake has not been generated yet.',
  NODE_TOO_OLD: 'The Node that runs is older than what package.json asks for.',
  NODE_UNKNOWN: 'A node that was named is not declared in the lattice.',
  OUTPUT_IS_FILE: 'The output folder, or a folder on the way to it, is a file.',
  OUTPUT_IS_FOLDER: 'The output file is a folder.',
  OUTPUT_IS_LINK:
    'The output folder, a folder on the way to it or something that would be written is a symbolic link.',
  OUTPUT_NOT_OURS: 'A file that no generator made is in the place of one that would be written.',
  OUTPUT_NOT_WRITABLE: 'The output cannot be written: permissions, or a file system mounted read-only.',
  PACKAGES_UNAVAILABLE:
    'A package that set-up needs is offered by no mirror of this machine, or cannot be fetched.',
  PATH_OUTSIDE: 'A path in lattice.toml leads out of the repository.',
  PATH_TOO_LONG: 'The path of a file that would be written is longer than the file system takes.',
  RUN_LOCKED: 'Another run holds the lock of the output folder, and nobody here can tell whether it lives.',
  SET_SYNTAX: 'The value of `--set` is not `section.key=value` with a TOML value.',
  SOURCE_MISSING: 'The source of a node does not exist.',
  SYSTEM_INVALID: 'The name of a system is not one, or there is none.',
  TEMPLATE_MISSING: 'A template file that was named does not exist.',
  TEMPLATE_NOT_NIX: 'A template rendered to text that is not valid Nix.',
  TEMPLATE_PLACEHOLDER: 'A template reads a value that is not there.',
  TEMPLATE_SYNTAX: 'A template is not valid Eta, or its code threw.',
  TEMPLATE_VALUE_MISPLACED:
    'A template puts a value within a string or a comment of its own, where it is no expression.',
  TOOLCHAIN_BROKEN: 'A program of the toolchain does not work.',
  USAGE: 'A command was called with options or arguments that it does not take.',
  VALUE_NOT_NIX: 'A value cannot be written as a Nix expression, such as text that holds NUL.',
} as const;

export type ErrorCode = keyof typeof errorCodes;
