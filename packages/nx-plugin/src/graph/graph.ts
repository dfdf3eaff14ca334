// What the graph of a workspace is made of: nodes with their edges, flakes outside, and what is wrong.
import { posix } from 'node:path';
import type { CodedError } from '@flake-lattice/errors';
import type { TextFacts } from '../flake-facts/facts.js';
import type { GeneratedTree } from './generated-trees.js';

/** Paths are relative to the root of the workspace. */
export interface LatticeNode {
  /** The folder of its flake. */
  readonly folder: string;
  readonly tree: GeneratedTree;
  /** The folders of the nodes that its inputs lead to, sorted. */
  readonly below: readonly string[];
  /** The flakes outside that its inputs lead to, by their names in the graph, sorted. */
  readonly externals: readonly string[];
  /** Globs of all files outside its folder that its derivations may depend on, besides those of the nodes below; sorted. */
  readonly files: readonly string[];
}

export interface ExternalFlake {
  /** Such as `nix:nixpkgs`. */
  readonly name: string;
  /** The name of the input. */
  readonly input: string;
  readonly reference: string;
}

export interface LatticeGraph {
  /** By folder, sorted. */
  readonly nodes: ReadonlyMap<string, LatticeNode>;
  readonly externals: readonly ExternalFlake[];
  readonly faults: readonly GraphFault[];
}

export interface GraphFault {
  readonly file: string;
  readonly error: CodedError;
}

export interface CollectedFlake {
  readonly folder: string;
  readonly file: string;
  readonly tree: GeneratedTree;
  readonly facts: TextFacts;
  /** Whether it is as it was generated. */
  readonly isPristine: boolean;
}

export function fileOf(folder: string): string {
  return posix.join(folder, 'flake.nix');
}
