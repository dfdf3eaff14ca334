// The plan of a crate that is split: its units, its facade, and the crates that they use, as plain data.

export type Edition = '2015' | '2018' | '2021' | '2024';

export type Granularity = 'declaration' | 'module' | 'crate';

/** A file to be written, or one to be copied as it is. Its path starts at the folder of its package. */
export type PackageFile =
  | { readonly path: string; readonly contents: string }
  | {
      readonly path: string;
      /** Absolute. */
      readonly copyOf: string;
    };

/** What a unit, the build unit and the facade have in common: each is one Cargo package and one flake. */
export interface RustPackage {
  /** As Cargo knows it: `tally--parse_line`; also the name of the node, its attribute and its input. The facade: `tally`. */
  readonly packageName: string;
  /** As code names it: `tally__parse_line`. */
  readonly libName: string;
  /** Package names of the units that it uses itself, sorted. */
  readonly units: readonly string[];
  /** Package names with versions, as `name@version`, of the other crates that it uses itself, sorted. */
  readonly crates: readonly string[];
  /** Those that its build script uses, sorted; such as the build unit has. */
  readonly buildCrates?: readonly string[];
  /** The names under which code knows packages whose name it does not use: `bar = { package = "foo" }`. */
  readonly renames: Readonly<Record<string, string>>;
  /** `Cargo.toml`, `lib.rs` and whatever else the compiler reads; sorted by path. */
  readonly files: readonly PackageFile[];
  /** Cargo.toml has `build = "build.rs"`. */
  readonly hasBuildScript: boolean;
  /** The value of `links`, by which units read what the build unit found. */
  readonly links?: string;
}

export interface Unit extends RustPackage {
  /** The folder below that of the facade: `parse_line`. */
  readonly folder: string;
  /** `parse::parse_line`, sorted; none in the build unit. */
  readonly declarations: readonly string[];
  /** Why declarations stay together, where there are several. */
  readonly merges: readonly Merge[];
  /** Lines of the declarations with their impls. */
  readonly lines: number;
}

export interface Merge {
  readonly kind: MergeKind;
  /** The declarations that are kept together, as paths. */
  readonly declarations: readonly string[];
  /** One sentence; of a cycle, the cycle itself. */
  readonly reason: string;
}

export type MergeKind = 'cycle' | 'twins' | 'macro' | 'names' | 'rustc' | 'granularity' | 'size';

export interface Program {
  readonly name: string;
  /** From the folder of the crate and of the facade: `src/main.rs`. */
  readonly path: string;
  /** It is built only where these are all switched on. */
  readonly requiredFeatures: readonly string[];
}

export interface Facade extends RustPackage {
  /** As the crate has them, sorted by name. */
  readonly programs: readonly Program[];
  /** Keys of `[package]` that tests and programs may ask cargo for: `description`, `authors`. */
  readonly described: Readonly<Record<string, unknown>>;
  /** Integration tests that Cargo.toml names: `tests/parse.rs`, sorted. */
  readonly tests: readonly string[];
  /** Ids of crates that its tests use beside `crates`, sorted. */
  readonly testCrates?: readonly string[];
}

/** A crate that is used as it is. */
export interface WholeCrate {
  /** `name@version`, by which packages name it. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly libName: string;
  readonly edition: Edition;
  /** Absolute path of the folder with its Cargo.toml. */
  readonly folder: string;
  /** From the folder: `src/lib.rs`. */
  readonly libPath: string;
  readonly isProcMacro: boolean;
  /** From the folder, where there is one: `build.rs`. */
  readonly buildScript?: string;
  readonly links?: string;
  /** Those that are switched on, sorted. */
  readonly features: readonly string[];
  /** Ids of crates that it uses, and those that its build script uses, sorted. */
  readonly crates: readonly string[];
  readonly buildCrates: readonly string[];
  readonly renames: Readonly<Record<string, string>>;
}

export interface CrateSplit {
  readonly crate: string;
  readonly version: string;
  readonly edition: Edition;
  readonly granularity: Granularity;
  /** Those that are switched on, sorted; units and facade alike. */
  readonly features: readonly string[];
  /** Sorted by package name. */
  readonly units: readonly Unit[];
  readonly facade: Facade;
  /** All that any of them uses, and what those use, sorted by id. */
  readonly crates: readonly WholeCrate[];
}
