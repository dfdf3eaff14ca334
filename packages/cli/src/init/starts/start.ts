// What a new repository can begin with: its own part of lattice.toml, and files beside that.

export interface StartContext {
  /** The folder of what is generated, from that of lattice.toml. */
  readonly output: string;
}

export interface Start {
  /** What a person chooses by, in a few words. */
  readonly description: string;
  /** The node whose shell is that of the whole repository. */
  readonly shell: string;
  /** A node to look at, and to build by itself. */
  readonly node: string;
  /** The tables `config`, `node` and `crate` of lattice.toml, with what a newcomer needs to know in comments. */
  readonly renderTables: (context: StartContext) => string;
  /** Whether something of it is compiled by Nix. */
  readonly compiles: boolean;
  /** What else the repository gets, by path; all of it lies in one folder of its own. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines of .gitignore that it needs beside those that all have. */
  readonly ignored: readonly string[];
}
