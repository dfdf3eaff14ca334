// A Rust package that is a node of the lattice: the record that its flake is planned from.

/** A unit of a crate, the facade over its units, or a crate that is used as it is. */
export interface RustNode {
  readonly kind: 'unit' | 'facade' | 'crate';
  /** Of the node, its attribute and its input. */
  readonly name: string;
  /** From the output folder, `/` between names; a unit's lies in that of its facade. */
  readonly folder: string;
  readonly description: string;
  /** What a person changes in place of the flake, as its header names it. */
  readonly source: string;
  /** The node whose generation writes the flake. */
  readonly generatedWith: string;
  readonly crateName: string;
  readonly version: string;
  readonly edition: string;
  readonly libName: string;
  /** From the node's folder. */
  readonly libPath: string;
  /** Those that are switched on, sorted. */
  readonly features: readonly string[];
  readonly isProcMacro: boolean;
  /** From the node's folder; `build.rs` is found without. */
  readonly buildScript?: string;
  /**
   * `links` of its Cargo.toml. nixpkgs makes the names `DEP_…` of `crateName`, its dashes underscores, so that both have to
   * come to the same.
   */
  readonly links?: string;
  /** Names of nodes, sorted. */
  readonly dependencies: readonly string[];
  /** Of its build script. */
  readonly buildDependencies: readonly string[];
  /** Of the tests of a facade, beside `dependencies`. */
  readonly testDependencies: readonly string[];
  /** What code calls a dependency, by the node's name, where it is not the name of its library. */
  readonly renames: Readonly<Record<string, string>>;
  /** What the compiler reads for the library; from the node's folder. */
  readonly libraryFiles: readonly string[];
  /** Of a facade; each is built where all features that it requires are switched on. */
  readonly programs?: readonly RustProgram[];
  /** Keys of `[package]` that its code may ask cargo for. */
  readonly described?: Readonly<Record<string, unknown>>;
  /** Further files of the tests of a facade. */
  readonly testFiles: readonly string[];
}

export interface RustProgram {
  readonly name: string;
  /** From the node's folder. */
  readonly path: string;
  readonly requiredFeatures: readonly string[];
}

/** By name. */
export type RustNodes = ReadonlyMap<string, RustNode>;

/** The folder of a node from the output folder: its name, unless it is a Rust package that says otherwise. */
export function folderOfNode(packages: RustNodes, name: string): string {
  return packages.get(name)?.folder ?? name;
}
