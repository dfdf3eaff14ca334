// Lays what nodes set over what holds without them: takes a base and trees, gives configurations in their one order.
import { conflict, type Provenance } from '../merge/merge-configs.js';
import type { Origin } from '../origin.js';
import { inOrder, knownBelow, knownRoot } from '../render/arrange.js';
import type { KnownTable } from '../schema/known-table.js';
import type { MarkedLeaf, MarkedNode, MarkedTable } from '../toml/marked-table.js';
import type { TomlLeaf } from '../toml/toml-value.js';
import { type JoinLeaf, type JoinNode, type JoinTable, pastOf } from './join-tree.js';

/** The past of a leaf is walked only when it is asked for: in a long chain it is long. */
class LeafProvenance implements Provenance {
  readonly set: Origin;
  readonly #leaf: JoinLeaf;
  readonly #base: MarkedLeaf<Provenance> | undefined;

  constructor(leaf: JoinLeaf, base: MarkedLeaf<Provenance> | undefined) {
    this.set = leaf.setters[0].mark;
    this.#leaf = leaf;
    this.#base = base;
  }

  get overrode(): Provenance['overrode'] {
    const nodes = pastOf(this.#leaf).map(({ value, mark }) => ({ value: value as TomlLeaf, set: mark }));
    const base = this.#base;
    return base === undefined
      ? nodes
      : [...nodes, { value: base.value, set: base.mark.set }, ...base.mark.overrode];
  }
}

/** Trees that are one object give one object, at any depth. */
export class Overlay {
  readonly #base: MarkedTable<Provenance>;
  readonly #laid = new WeakMap<JoinNode, MarkedNode<Provenance>>();

  /** @param base in its one order */
  constructor(base: MarkedTable<Provenance>) {
    this.#base = base;
  }

  /** @throws CONFIG_CONFLICT where a table meets a value of another kind */
  over(tree: JoinTable): MarkedTable<Provenance> {
    const laid = this.#laid.get(tree) ?? this.#lay(tree, this.#base, knownRoot, []);
    return laid as MarkedTable<Provenance>;
  }

  #lay(
    tree: JoinNode,
    base: MarkedNode<Provenance> | undefined,
    known: KnownTable | undefined,
    path: readonly string[],
  ): MarkedNode<Provenance> {
    const laid =
      tree.kind === 'leaf' ? this.#layLeaf(tree, base, path) : this.#layTable(tree, base, known, path);
    this.#laid.set(tree, laid);
    return laid;
  }

  #layLeaf(
    leaf: JoinLeaf,
    base: MarkedNode<Provenance> | undefined,
    path: readonly string[],
  ): MarkedNode<Provenance> {
    const { value, mark } = leaf.setters[0];
    const set: MarkedLeaf<Origin> = { kind: 'leaf', value: value as TomlLeaf, mark };
    if (base?.kind === 'table') throw conflict(path, set, base);
    return { ...set, mark: new LeafProvenance(leaf, base) };
  }

  #layTable(
    tree: JoinTable,
    base: MarkedNode<Provenance> | undefined,
    known: KnownTable | undefined,
    path: readonly string[],
  ): MarkedNode<Provenance> {
    if (base?.kind === 'leaf')
      throw conflict(path, { kind: 'table', entries: new Map(), mark: tree.mark }, base);
    const entries = new Map(base?.entries);
    let added = false;
    tree.entries.forEach((inner, key) => {
      added ||= !entries.has(key);
      const present = this.#laid.get(inner);
      const laid = present ?? this.#lay(inner, entries.get(key), knownBelow(known, key), [...path, key]);
      entries.set(key, laid);
    });
    return {
      kind: 'table',
      entries: added ? inOrder(entries, known) : entries,
      mark: base?.mark ?? { set: tree.mark, overrode: [] },
    };
  }
}
