// What a node takes over from the nodes below it: a tree of leaves, each with the nodes that set it. Shared where nothing
// changes.
import type { Origin } from '../origin.js';
import { arrangeValue } from '../render/arrange.js';
import type { MarkedNode } from '../toml/marked-table.js';
import type { TomlLeaf } from '../toml/toml-value.js';

/** What one node says of one key. Its identity counts: a contribution is the same in all trees that it is part of. */
export interface Contribution {
  readonly node: string;
  /** Nothing where it is a table that was declared and is empty. */
  readonly value: TomlLeaf | undefined;
  readonly mark: Origin;
}

export interface JoinLeaf {
  readonly kind: 'leaf';
  /** Those that no node above them overrides, in the order of the poset; they agree. */
  readonly setters: readonly [Contribution, ...Contribution[]];
  /** What the setters overrode, each with its own past. */
  readonly past: readonly JoinLeaf[];
}

export interface JoinTable {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, JoinNode>;
  /** The nodes that declare it and leave it empty. */
  readonly declared: readonly Contribution[];
  /** Of the first that has it. */
  readonly mark: Origin;
}

export type JoinNode = JoinLeaf | JoinTable;

/** A node's own configuration as a tree. */
export function plantNode(own: MarkedNode<Origin>, node: string, past: readonly JoinLeaf[] = []): JoinNode {
  const { mark } = own;
  if (own.kind === 'leaf') {
    return { kind: 'leaf', setters: [{ node, value: arrangeValue(own.value) as TomlLeaf, mark }], past };
  }
  const entries = new Map([...own.entries].map(([key, inner]) => [key, plantNode(inner, node)]));
  return {
    kind: 'table',
    entries,
    declared: entries.size === 0 ? [{ node, value: undefined, mark }] : [],
    mark,
  };
}

/** All that nodes say within a tree. */
export function* contributionsOf(tree: JoinNode): Generator<Contribution> {
  if (tree.kind === 'leaf') yield* tree.setters;
  else {
    yield* tree.declared;
    for (const inner of tree.entries.values()) yield* contributionsOf(inner);
  }
}

/** What a leaf overrode, the nearest first, each contribution once; those that agree with it stand before. */
export function pastOf({ setters: [, ...agreeing], past }: JoinLeaf): readonly Contribution[] {
  const found = new Set<Contribution>(agreeing);
  let generation = past;
  const seen = new Set<JoinLeaf>();
  while (generation.length > 0) {
    const older: JoinLeaf[] = [];
    for (const leaf of generation) {
      if (seen.has(leaf)) continue;
      seen.add(leaf);
      for (const setter of leaf.setters) found.add(setter);
      older.push(...leaf.past);
    }
    generation = older;
  }
  return [...found];
}
