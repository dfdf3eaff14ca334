// The plain data that all drawings are made of: the nodes of a lattice, and what is known of each.

/** The package that generates a node: config-builder, flake-template or rust-units. */
export type DiagramLayer = 'configuration' | 'flakes' | 'units';

export interface DiagramLeaf {
  /** As a dotted key of TOML. */
  readonly key: string;
  /** As TOML. */
  readonly value: string;
  /** The kind of the source that set it. */
  readonly layer: string;
  /** A file, a variable, or the argument of `--set`. */
  readonly source: string;
  /** From 1, of sources that are files. */
  readonly line?: number;
  /** Of a value of `[node.NAME.config]`. */
  readonly node?: string;
}

/** What became of a node in a build, or is becoming. `unknown`: the run ended before it told. */
export type BuildState =
  | 'queued'
  | 'building'
  | 'built'
  | 'present'
  | 'substituted'
  | 'failed'
  | 'skipped'
  | 'unknown';

export interface DiagramBuild {
  readonly state: BuildState;
  /** When that was told, as ISO 8601. */
  readonly at: string;
  readonly seconds?: number;
  /** Store path. */
  readonly output?: string;
  readonly reason?: string;
}

export interface DiagramNode {
  readonly name: string;
  readonly description: string;
  readonly rank: number;
  readonly layer: DiagramLayer;
  /** `config`, `shell`, `package`, `check`, `facade`, `unit`, `crate`, `adopted`, or the path of a template of the user's own. */
  readonly template: string;
  /** The crate of `lattice.toml` that it belongs to. */
  readonly crate?: string;
  readonly ejected: boolean;
  /** Sorted. */
  readonly extends: readonly string[];
  /** Those below it with nothing between, sorted. */
  readonly covers: readonly string[];
  /** Of its flake: each with its reference. */
  readonly inputs: readonly { readonly name: string; readonly reference: string }[];
  /** Attributes that its flake gives. */
  readonly outputs: readonly string[];
  /** From the folder of the lattice. */
  readonly files: readonly string[];
  readonly config: readonly DiagramLeaf[];
  /** Present where it is affected since the base. */
  readonly change?: { readonly kind: string; readonly outputs: readonly string[] };
  /** Present where a build of it was ever told of here. */
  readonly build?: DiagramBuild;
}

export interface Diagram {
  readonly schema: 1;
  /** How messages name the file that declares the lattice. */
  readonly lattice: string;
  /** By rank, those of one rank by name. */
  readonly nodes: readonly DiagramNode[];
  /** Present where affected nodes were asked for: the revision, and what there was at it alone. */
  readonly base?: { readonly name: string; readonly commit: string; readonly removed: readonly string[] };
  /** Present where one was asked for: the element's nodes, of those that are drawn. */
  readonly element?: DiagramElement;
}

export interface DiagramElement {
  readonly kind: 'join' | 'meet';
  readonly of: readonly string[];
  readonly nodes: readonly string[];
}
