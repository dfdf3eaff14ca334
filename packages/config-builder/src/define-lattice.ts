// The shape of lattice.config.ts: takes a lattice as an object with the keys of lattice.toml, gives it back, typed.
import type { BuiltInTemplate } from './schema/lattice-sections.js';
import type { CrateGranularity } from './sources/lattice-record.js';

/** An integer is a `bigint`, or a whole `number` that holds it exactly. A `Date` is written in UTC. */
export type ConfigValue = string | boolean | number | bigint | Date | readonly ConfigValue[] | ConfigTable;

/** A key whose value is `undefined` is left out. */
export interface ConfigTable {
  readonly [key: string]: ConfigValue | undefined;
}

export interface ExternalInputDefinition {
  /** A flake reference; a relative `path:` starts at the folder of the file. Only `nixpkgs` has a default. */
  readonly url?: string;
  /** The fixed reference that goes into the flakes in place of `url`. */
  readonly pin?: string;
  readonly flake?: boolean;
  /** Inputs of that flake, each with the external input that it is to be. */
  readonly follows?: Readonly<Record<string, string>>;
}

export interface NodeDefinition {
  readonly description?: string;
  /** The nodes that it builds upon. */
  readonly extends?: readonly string[];
  /** A template that comes with the tool (`config` otherwise), or a file of your own. */
  readonly template?: BuiltInTemplate | `${string}.eta`;
  /** Names of external inputs; `nixpkgs` is always one. */
  readonly inputs?: readonly string[];
  /** Attribute paths of nixpkgs, such as `jq` and `python3Packages.requests`. */
  readonly packages?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly script?: string;
  /** From the folder of the file. */
  readonly source?: string;
  readonly ejected?: boolean;
  /** The folder of a flake of your own that is the node, from the folder of the file. */
  readonly flake?: string;
  readonly config?: ConfigTable;
}

export interface CrateDefinition {
  /** The folder with its Cargo.toml, from the folder of the file. */
  readonly path: string;
  readonly description?: string;
  /** The nodes that its facade builds upon. */
  readonly extends?: readonly string[];
  readonly granularity?: CrateGranularity;
  readonly 'max-bytes'?: number;
  readonly features?: readonly string[];
  readonly 'default-features'?: boolean;
}

export interface BuilderDefinition {
  /** Such as `ssh-ng://me@host`. */
  readonly url: string;
  readonly systems?: readonly string[];
  readonly 'ssh-key-file'?: string;
  readonly jobs?: number;
  readonly speed?: number;
  readonly features?: readonly string[];
  readonly 'mandatory-features'?: readonly string[];
  readonly 'host-key'?: string;
}

export interface CacheDefinition {
  /** Such as `https://cache.example.org`. */
  readonly url: string;
  /** Names of keys: what they signed is taken, and the first signs. */
  readonly keys?: readonly string[];
}

export interface KeyDefinition {
  readonly public: string;
  readonly 'secret-file'?: string;
  /** The name of an environment variable, never the secret itself. */
  readonly 'secret-variable'?: string;
}

export interface LatticeDefinition {
  readonly lattice?: {
    readonly schema?: 1;
    readonly output?: string;
    readonly systems?: readonly string[];
  };
  readonly inputs?: Readonly<Record<string, ExternalInputDefinition>>;
  readonly config?: ConfigTable;
  readonly node?: Readonly<Record<string, NodeDefinition>>;
  readonly crate?: Readonly<Record<string, CrateDefinition>>;
  readonly distribute?: {
    readonly builders?: Readonly<Record<string, BuilderDefinition>>;
    readonly caches?: Readonly<Record<string, CacheDefinition>>;
    readonly keys?: Readonly<Record<string, KeyDefinition>>;
  };
}

/** Gives an editor the types; the lattice is checked when a command reads it. */
export function defineLattice(definition: LatticeDefinition): LatticeDefinition {
  return definition;
}
