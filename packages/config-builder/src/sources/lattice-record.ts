// The records of a lattice as it was read and checked: what every other stage and layer takes.
import type { Place } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import type { BuiltInTemplate } from '../schema/lattice-sections.js';
import type { MarkedTable } from '../toml/marked-table.js';

/** An entry of `[inputs]`. */
export interface ExternalInput {
  readonly name: string;
  readonly place: Place;
  /** As written; a relative path starts at the folder of the lattice. */
  readonly url: string;
  /** What goes into the generated flakes in place of `url`. */
  readonly pin?: string;
  /** Whether `url` stands for the same contents at any time, so that it needs no pin. */
  readonly fixed: boolean;
  readonly flake: boolean;
  /** Names of its own inputs, each with the external input that it is to be. Sorted. */
  readonly follows: ReadonlyMap<string, string>;
}

export type NodeTemplate =
  | { readonly kind: 'built-in'; readonly name: BuiltInTemplate }
  /** `file` is an absolute path, `shown` the path from the folder of the lattice. */
  | { readonly kind: 'file'; readonly file: string; readonly shown: string }
  /** The facade of the crate of that name. */
  | { readonly kind: 'crate' };

/** An entry of `[node]`. */
export interface LatticeNode {
  readonly name: string;
  readonly place: Place;
  readonly description?: string;
  readonly template: NodeTemplate;
  /** Sorted, each once. */
  readonly extends: readonly string[];
  /** Names of external inputs, sorted, each once; `nixpkgs` need not be among them. */
  readonly inputs: readonly string[];
  /** Attribute paths of nixpkgs, in the order of the file. */
  readonly packages: readonly string[];
  /** Sorted by name. */
  readonly env: ReadonlyMap<string, string>;
  /** `env` with the place of each variable. */
  readonly markedEnv: MarkedTable<Origin>;
  readonly script?: string;
  /** A file or folder of the repository, from the folder of the lattice; `/` between its parts, none at the end. */
  readonly source?: string;
  readonly ejected: boolean;
  /**
   * The folder of the flake that somebody wrote and that is the node, from the folder of the lattice; `/` between its parts,
   * none at the end. Such a node is adopted: nothing is generated for it.
   */
  readonly flake?: string;
  /** `[node.NAME.config]`. */
  readonly config: MarkedTable<Origin>;
}

export type CrateGranularity = 'declaration' | 'module' | 'crate';

/** An entry of `[crate]`. Its facade is a node of the same name. */
export interface LatticeCrate {
  readonly name: string;
  readonly place: Place;
  /** The crate's folder, from the folder of the lattice; `/` between its parts, none at the end. */
  readonly path: string;
  readonly description?: string;
  /** Nodes that its facade builds upon, sorted, each once. */
  readonly extends: readonly string[];
  readonly granularity: CrateGranularity;
  /** The most bytes that declarations may have which share a unit for coarseness alone. */
  readonly maxBytes?: number;
  /** Features to be switched on, sorted. */
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

/** An entry of `[distribute.builders]`: a machine that builds for this one. */
export interface LatticeBuilder {
  readonly name: string;
  readonly place: Place;
  readonly url: string;
  /** None: that of this machine. */
  readonly systems: readonly string[];
  readonly sshKeyFile?: string;
  readonly jobs: number;
  readonly speed: number;
  readonly features: readonly string[];
  readonly mandatoryFeatures: readonly string[];
  readonly hostKey?: string;
}

/** An entry of `[distribute.caches]`: where finished outputs are had and brought. */
export interface LatticeCache {
  readonly name: string;
  readonly place: Place;
  readonly url: string;
  /** Names of `[distribute.keys]`, in the order of the file: what they signed is taken, and the first signs. */
  readonly keys: readonly string[];
}

/** An entry of `[distribute.keys]`. What is secret of it lies elsewhere. */
export interface LatticeKey {
  readonly name: string;
  readonly place: Place;
  readonly public: string;
  readonly secretFile?: string;
  /** The name of an environment variable. */
  readonly secretVariable?: string;
}

/** `[distribute]`: where nodes are built and had, which is no part of what they are. By name, sorted. */
export interface Distribution {
  readonly builders: ReadonlyMap<string, LatticeBuilder>;
  readonly caches: ReadonlyMap<string, LatticeCache>;
  readonly keys: ReadonlyMap<string, LatticeKey>;
}

export interface Lattice {
  /** Absolute path of lattice.toml or lattice.config.ts. */
  readonly file: string;
  /** How messages and headers name it. */
  readonly shown: string;
  /** Absolute path of the folder that it lies in. */
  readonly folder: string;
  readonly format: 'toml' | 'typescript';
  /** The folder that the flakes go to, from `folder`; `/` between its parts, none at the end. */
  readonly output: string;
  readonly systems: readonly string[];
  /** By name, sorted; `nixpkgs` is always among them. */
  readonly externals: ReadonlyMap<string, ExternalInput>;
  /** What `[lattice]` and all of `[inputs]` say, as configurations. */
  readonly inputs: readonly MarkedTable<Origin>[];
  /** `[config]`. */
  readonly config: MarkedTable<Origin>;
  /** By name, sorted. The facades of crates are among them. */
  readonly nodes: ReadonlyMap<string, LatticeNode>;
  /** By name, sorted. */
  readonly crates: ReadonlyMap<string, LatticeCrate>;
  readonly distribute: Distribution;
  /** Absolute paths of the templates of the user's own, sorted. */
  readonly templateFiles: readonly string[];
}

/** What the flakes take for an external input. */
export function referenceOf({ pin, url }: Pick<ExternalInput, 'pin' | 'url'>): string {
  return pin ?? url;
}

/** Each node with those that it extends. */
export function edgesOf({ nodes }: Pick<Lattice, 'nodes'>): ReadonlyMap<string, readonly string[]> {
  return new Map([...nodes].map(([name, node]) => [name, node.extends]));
}
