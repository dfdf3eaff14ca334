// The join: takes what each node sets itself, gives what holds for each node, and where nodes below it disagree. Pure.
//
// A contribution clashes with another at the same key, and a leaf clashes with all that lies below its key. What a node
// sets overrides all that clashes with it in the nodes below. What no node overrides survives; survivors that clash must
// have one value, or the node where they meet has a conflict. The order of nodes and of their edges plays no part.
import type { Poset } from '@flake-lattice/lattice';
import type { Origin } from '../origin.js';
import type { MarkedNode, MarkedTable } from '../toml/marked-table.js';
import { equalToml } from '../toml/toml-value.js';
import {
  type Contribution,
  contributionsOf,
  type JoinLeaf,
  type JoinNode,
  type JoinTable,
  plantNode,
} from './join-tree.js';

/** Two nodes below a third set a key differently, or one to a table. */
export interface Conflict {
  /** Where they meet. */
  readonly node: string;
  readonly path: readonly string[];
  readonly one: Contribution;
  readonly other: Contribution;
  /** What is set to a table, if anything. */
  readonly table?: 'other';
}

export interface Joined {
  readonly trees: ReadonlyMap<string, JoinTable>;
  readonly conflicts: readonly Conflict[];
}

/** What a node extends, and what is known there of one key. */
interface Part {
  readonly parent: string;
  readonly tree: JoinNode;
}

export function joinTrees(poset: Poset, ownOf: (name: string) => MarkedTable<Origin>): Joined {
  const order = new Map(poset.elements.map((name, index) => [name, index]));
  const trees = new Map<string, JoinTable>();
  const conflicts: Conflict[] = [];
  const overridden = new Set<Contribution>();
  for (const name of poset.elements) {
    const parents = poset.coversOf(name);
    const meeting = new Meeting({ name, parents, poset, order, overridden, conflicts });
    const own = ownOf(name);
    const parts = parents.map((parent) => ({ parent, tree: trees.get(parent) as JoinTable }));
    trees.set(name, meeting.joinTables(parts, own.entries.size === 0 ? undefined : own, [], own.mark));
  }
  return { trees, conflicts };
}

interface Surroundings {
  readonly name: string;
  readonly parents: readonly string[];
  readonly poset: Poset;
  readonly order: ReadonlyMap<string, number>;
  /** All that some node has overridden so far; what is not among them survives wherever it comes from. */
  readonly overridden: Set<Contribution>;
  readonly conflicts: Conflict[];
}

/** One node, where the trees of those that it extends meet. */
class Meeting {
  readonly #of: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#of = surroundings;
  }

  joinTables(
    parts: readonly Part[],
    own: MarkedTable<Origin> | undefined,
    path: readonly string[],
    mark: Origin,
  ): JoinTable {
    const [first] = parts;
    if (own === undefined && first?.tree.kind === 'table' && this.#isShared(parts)) return first.tree;
    if (first?.tree.kind === 'table' && this.#of.parents.length === 1)
      return this.#growTable({ parent: first.parent, tree: first.tree }, own, path);
    const inner = new Map<string, Part[]>();
    for (const { parent, tree } of parts) {
      if (tree.kind === 'leaf') continue;
      for (const [key, below] of tree.entries) {
        const present = inner.get(key);
        if (present) present.push({ parent, tree: below });
        else inner.set(key, [{ parent, tree: below }]);
      }
    }
    const entries = new Map<string, JoinNode>();
    for (const [key, below] of inner) {
      const joined = this.#joinNodes(below, own?.entries.get(key), [...path, key]);
      if (joined) entries.set(key, joined);
    }
    for (const [key, node] of own?.entries ?? []) {
      if (!inner.has(key)) entries.set(key, plantNode(node, this.#of.name));
    }
    const declared = this.#survivors(parts, (tree) => (tree.kind === 'table' ? tree.declared : []));
    if (own?.entries.size === 0) declared.push({ node: this.#of.name, value: undefined, mark: own.mark });
    return { kind: 'table', entries, declared, mark: this.#markOf(parts) ?? own?.mark ?? mark };
  }

  /** The same for a node that extends one: all that it says nothing of is as it was. */
  #growTable(
    { parent, tree }: Part & { readonly tree: JoinTable },
    own: MarkedTable<Origin> | undefined,
    path: readonly string[],
  ): JoinTable {
    const entries = new Map(tree.entries);
    for (const [key, node] of own?.entries ?? []) {
      const below = tree.entries.get(key);
      const joined = below
        ? this.#joinNodes([{ parent, tree: below }], node, [...path, key])
        : plantNode(node, this.#of.name);
      if (joined) entries.set(key, joined);
      else entries.delete(key);
    }
    const declared = this.#survivors([{ parent, tree }], () => tree.declared);
    if (own?.entries.size === 0) declared.push({ node: this.#of.name, value: undefined, mark: own.mark });
    return { kind: 'table', entries, declared, mark: tree.mark };
  }

  /** Nothing where all that the parts hold has been overridden elsewhere. */
  #joinNodes(
    parts: readonly Part[],
    own: MarkedNode<Origin> | undefined,
    path: readonly string[],
  ): JoinNode | undefined {
    if (own === undefined && this.#isShared(parts)) return (parts[0] as Part).tree;
    const { name } = this.#of;
    const leaves = parts.filter(({ tree }) => tree.kind === 'leaf');
    const tables = parts.filter(({ tree }) => tree.kind === 'table');
    if (own?.kind === 'leaf') {
      const leaf = this.#joinLeaves(leaves, path, false);
      for (const { tree } of parts) this.#override(tree);
      return plantNode(own, name, leaf ? [leaf] : []);
    }
    if (own !== undefined) {
      for (const { tree } of leaves) this.#override(tree);
      return this.joinTables(tables, own, path, own.mark);
    }
    const leaf = leaves.length === 0 ? undefined : this.#joinLeaves(leaves, path, true);
    const table = tables.length === 0 ? undefined : this.#joinInherited(tables, path);
    if (leaf === undefined || table === undefined) return leaf ?? table;
    const [other] = contributionsOf(table);
    this.#conflict(path, leaf.setters[0], other as Contribution, 'other');
    this.#override(table);
    return leaf;
  }

  #joinInherited(tables: readonly Part[], path: readonly string[]): JoinTable | undefined {
    const [first] = tables as readonly [Part & { readonly tree: JoinTable }];
    const joined = this.joinTables(tables, undefined, path, first.tree.mark);
    return joined.entries.size === 0 && joined.declared.length === 0 ? undefined : joined;
  }

  #joinLeaves(parts: readonly Part[], path: readonly string[], tellConflict: boolean): JoinLeaf | undefined {
    const survivors = this.#survivors(parts, (tree) => (tree.kind === 'leaf' ? tree.setters : []));
    const [first, ...others] = survivors;
    if (first === undefined) return undefined;
    const differing = others.filter(
      ({ value }) => !equalToml(value as NonNullable<typeof value>, first.value as NonNullable<typeof value>),
    );
    if (tellConflict && differing.length > 0) {
      this.#conflict(path, first, differing[0] as Contribution);
      // Told once: what lies above takes the first.
      for (const contribution of differing) this.#of.overridden.add(contribution);
    }
    const setters: JoinLeaf['setters'] = [
      first,
      ...others.filter((each) => !tellConflict || !differing.includes(each)),
    ];
    const leaves = parts.map(({ tree }) => tree as JoinLeaf);
    const same = leaves.find((leaf) => equalLists(leaf.setters, setters));
    return same ?? { kind: 'leaf', setters, past: [...new Set(leaves.flatMap(({ past }) => past))] };
  }

  /** One tree for all parts: taken as it is, unless a parent that lacks it overrides something in it. */
  #isShared(parts: readonly Part[]): boolean {
    const [first, ...others] = parts;
    if (first === undefined || others.some(({ tree }) => tree !== first.tree)) return false;
    const { parents, overridden } = this.#of;
    return parts.length === parents.length || overridden.size === 0;
  }

  /**
   * A contribution survives when no parent above it has overridden it: each parent that is above its node still has it.
   */
  #survivors(parts: readonly Part[], within: (tree: JoinNode) => readonly Contribution[]): Contribution[] {
    const found = new Map<Contribution, Set<string>>();
    for (const { parent, tree } of parts) {
      for (const contribution of within(tree)) {
        const holders = found.get(contribution);
        if (holders) holders.add(parent);
        else found.set(contribution, new Set([parent]));
      }
    }
    const { parents, poset, order, overridden } = this.#of;
    const survivors = [...found].filter(([contribution, holders]) => {
      if (!overridden.has(contribution)) return true;
      return parents.every((parent) => holders.has(parent) || !poset.isBelow(contribution.node, parent));
    });
    const rank = ({ node }: Contribution) => order.get(node) ?? 0;
    return survivors.map(([contribution]) => contribution).sort((one, other) => rank(one) - rank(other));
  }

  #markOf(parts: readonly Part[]): Origin | undefined {
    const tables = parts.flatMap(({ tree }) => (tree.kind === 'table' ? [tree] : []));
    const { order } = this.#of;
    const rank = ({ mark }: JoinTable) => order.get(mark.node ?? '') ?? order.size;
    return tables.reduce<JoinTable | undefined>(
      (best, table) => (best === undefined || rank(table) < rank(best) ? table : best),
      undefined,
    )?.mark;
  }

  #override(tree: JoinNode): void {
    for (const contribution of contributionsOf(tree)) this.#of.overridden.add(contribution);
  }

  #conflict(path: readonly string[], one: Contribution, other: Contribution, table?: 'other'): void {
    const { name: node, conflicts } = this.#of;
    conflicts.push({ node, path, one, other, ...(table === undefined ? {} : { table }) });
  }
}

function equalLists<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
