// What is said at length of an error code: for `flake-lattice errors CODE` and the reference.

export interface Explanation {
  /** What the tool met, in more words than the message has. */
  readonly happened: string;
  /** Why it does not go on. */
  readonly why: string;
  /** How to mend it, the likeliest way first. */
  readonly mend: string;
  /** What to run or write; its language, as a code block of Markdown names it. */
  readonly example: readonly ['console' | 'toml' | 'nix' | 'rust' | 'ts' | 'yaml', string];
}
