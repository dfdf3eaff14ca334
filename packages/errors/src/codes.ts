// The list of all error codes: each with one sentence that says when it is given.

export const errorCodes = {
  BUILD_FAILED: 'Nix began to build a derivation and the build ended with an error.',
  CONFIG_CONFLICT: 'Two sources set the same key, one to a table and the other to a value.',
  CONFIG_MISSING: 'A configuration file that was named does not exist.',
  CONFIG_NOT_READABLE: 'A configuration file that was named is a folder, or may not be read.',
  CONFIG_OUT_OF_RANGE:
    'A known configuration key holds a value of the right type outside its range or enumeration.',
  CONFIG_SYNTAX: 'A configuration file is not valid TOML.',
  CONFIG_UNKNOWN_KEY: 'A known configuration section holds a key that it does not have.',
  CONFIG_UNKNOWN_SECTION: 'A source that can only set known sections names another one.',
  CONFIG_WRONG_TYPE: 'A known configuration key holds a value of another type.',
  DEPENDENCIES_FAILED: 'npm could not install what package-lock.json names.',
  DISK_FULL: 'The disk, or the quota on it, has no room for a file.',
  EVALUATION_FAILED: 'Nix read a flake and evaluating it ended with an error.',
  FLAKE_MISSING: 'A flake that was named does not exist.',
  FLAKE_NOT_EDITABLE: 'A flake is written in a way that cannot be edited safely; it was left as it is.',
  FLAKE_SYNTAX: 'A flake is not valid Nix.',
  GIT_FAILED: 'git ended with an error.',
  INPUT_NAME_INVALID: 'The name of a flake input cannot be used as one.',
  INPUT_OUTSIDE: 'The path of a flake input lies outside the repository of the flake.',
  INPUT_UNKNOWN: 'An input that was named is not declared in the flake.',
  NIX_MISSING: 'No Nix was found.',
  NIX_TOO_OLD: 'The Nix that was found is older than what the command needs.',
  NODE_NAME_INVALID:
    'The name of a node or flake cannot be a folder, an attribute and part of a store path at once.',
  NODE_TOO_OLD: 'The Node that runs is older than what package.json asks for.',
  OUTPUT_IS_FILE: 'The output folder, or a folder on the way to it, is a file.',
  OUTPUT_IS_FOLDER: 'The output file is a folder.',
  OUTPUT_NOT_OURS: 'A file that no generator made is in the place of one that would be written.',
  OUTPUT_NOT_WRITABLE: 'The output cannot be written: permissions, or a file system mounted read-only.',
  PACKAGES_UNAVAILABLE:
    'A package that set-up needs is offered by no mirror of this machine, or cannot be fetched.',
  SET_SYNTAX: 'The value of `--set` is not `section.key=value` with a TOML value.',
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
