// The forms that a known string, or a name that the user chooses, must have.

interface Form {
  readonly pattern: RegExp;
  /** Stands after "not" in a sentence. */
  readonly says: string;
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
    pattern: /^(?!self$)[A-Za-z_][A-Za-z0-9_'-]*$/,
    says: 'the name of an input: letters, digits, `_`, `-`, and not `self`',
  },
  nodeName: {
    pattern: /^(?!(?:self|root|nixpkgs|host|lattice)$)[A-Za-z_][A-Za-z0-9_-]*$/,
    says: 'the name of a node: letters, digits, `_`, `-`, and not `self`, `root`, `nixpkgs`, `host` or `lattice`',
  },
  innerFolder: {
    pattern: /^(?![-/])(?!(?:.*\/)?\.\.?(?:\/|$))[^\p{Cc}\\]+$/u,
    says: 'a folder below that of lattice.toml',
  },
  variable: { pattern: /^[^=\0]+$/, says: 'the name of an environment variable' },
} as const satisfies Record<string, Form>;

export type TextForm = keyof typeof textForms;
