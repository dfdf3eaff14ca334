// The forms that a known string, or a name that the user chooses, must have.
import type { ErrorCode } from '@flake-lattice/errors';
import { environmentNamePattern, reasonAgainstVariable } from './environment-name.js';
import { inputNamePattern, nodeNamePattern, reasonAgainst } from './reserved-names.js';

export interface Form {
  readonly pattern: RegExp;
  /** Stands after "not" in a sentence. */
  readonly says: string;
  /** Of a value of another form, where it is not CONFIG_OUT_OF_RANGE, or of a name, where not CONFIG_UNKNOWN_KEY. */
  readonly code?: ErrorCode;
  /** Why a name that the pattern refuses is refused, as the end of a sentence. */
  readonly reason?: (name: string) => string;
}

/** A leading `-` is refused where a program could take the text for an option. */
export const textForms = {
  text: { pattern: /^/, says: 'a string' },
  path: { pattern: /^(?!-)[^\p{Cc}]+$/u, says: 'a path' },
  command: { pattern: /^(?!-)[^\p{Cc}]+$/u, says: 'a path or a command' },
  address: { pattern: /^(?!-)[^\p{Cc}\s]+$/u, says: 'an address' },
  flakeReference: {
    pattern: /^(?!-)[^\p{Cc}\s#]+$/u,
    says: 'a flake reference',
  },
  system: { pattern: /^[a-z0-9_]+-[a-z0-9_]+$/, says: 'a system such as "x86_64-linux"' },
  triple: {
    pattern: /^[A-Za-z0-9_.]+(-[A-Za-z0-9_.]+)+$/,
    says: 'a target triple such as "x86_64-unknown-linux-gnu"',
  },
  inputName: {
    pattern: /^(?!(?:self|nixpkgs)$)[A-Za-z_][A-Za-z0-9_'-]*$/,
    says: 'the name of an input: letters, digits, `_`, `-`, and neither `self` nor `nixpkgs`',
  },
  pinName: {
    pattern: inputNamePattern,
    says: 'the name of an input: letters, digits, `_`, `-`, the first a letter',
    code: 'INPUT_NAME_INVALID',
    reason: reasonAgainst,
  },
  nodeName: {
    pattern: nodeNamePattern,
    says: 'the name of a node: letters, digits, `_`, `-`, the first a letter',
    code: 'NODE_NAME_INVALID',
    reason: reasonAgainst,
  },
  followedName: {
    pattern: /^[A-Za-z][A-Za-z0-9_-]*$/,
    says: 'the name of an input as `follows` takes it: a letter, then letters, digits, `_`, `-`',
    code: 'INPUT_NAME_INVALID',
  },
  /** Whether there is such a node or input is told elsewhere, with the nearest name. */
  name: { pattern: /^/, says: 'a name' },
  nixText: { pattern: /^[^\0]*$/, says: 'a string that Nix can hold, without NUL', code: 'VALUE_NOT_NIX' },
  featureName: {
    pattern: /^[\p{L}\p{Nd}_][\p{L}\p{Nd}_+.-]*$/u,
    says: 'the name of a feature as Cargo takes it: letters, digits, `_`, `-`, `+`, `.`',
  },
  packagePath: {
    pattern: /^[A-Za-z0-9_][A-Za-z0-9_'+-]*(\.[A-Za-z0-9_][A-Za-z0-9_'+-]*)*$/,
    says: 'an attribute path of nixpkgs such as "jq" or "python3Packages.requests"',
  },
  nodeVariable: {
    pattern: environmentNamePattern,
    says: 'the name of a variable that a shell takes and that neither Nix nor a build sets itself',
    code: 'ENV_NAME_INVALID',
    reason: reasonAgainstVariable,
  },
  distributeName: {
    pattern: /^[A-Za-z][A-Za-z0-9_-]*$/,
    says: 'a name: letters, digits, `_`, `-`, the first a letter',
    code: 'CONFIG_OUT_OF_RANGE',
  },
  /** Nothing that ends an entry where Nix takes several in one setting, or that has it trust what nobody signed. */
  storeAddress: {
    pattern: /^[a-z][a-z0-9+-]*:\/\/(?!.*[?&]trusted=)[^\p{Cc}\s;#"'\\]*$/u,
    says: 'the address of a store as Nix takes it, such as "ssh-ng://me@host" or "https://cache.example.org", without `trusted=`',
  },
  keyFile: {
    pattern: /^(?!-)[^\p{Cc}\s;#"'\\]+$/u,
    says: 'a path without spaces; it starts at the folder of lattice.toml, at `/` or at `~/`',
  },
  publicKey: {
    pattern: /^[A-Za-z0-9._-]+:[A-Za-z0-9+/]{43}=$/,
    says: 'the public key of a cache, NAME:KEY, as `nix key convert-secret-to-public` prints it',
  },
  hostKey: {
    pattern: /^[A-Za-z0-9+/]+={0,2}$/,
    says: 'the public key of an ssh host in base64, as `base64 -w0` prints the line of its .pub file',
  },
  systemFeature: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    says: 'the name of a system feature such as "kvm"',
  },
  environmentVariable: {
    pattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
    says: 'the name of an environment variable: letters, digits, `_`',
  },
  relativePath: {
    pattern: /^(?![-/])[^\p{Cc}\\]+$/u,
    says: 'a path that starts at the folder of lattice.toml',
  },
  innerFolder: {
    pattern: /^(?![-/])(?!(?:.*\/)?(?:\.\.?|\.[gG][iI][tT])(?:\/|$))[^\p{Cc}\\#?]+$/u,
    says: 'a folder below that of lattice.toml, without `#` and `?`',
  },
  variable: { pattern: /^[^=\0]+$/, says: 'the name of an environment variable' },
} as const satisfies Record<string, Form>;

export type TextForm = keyof typeof textForms;
