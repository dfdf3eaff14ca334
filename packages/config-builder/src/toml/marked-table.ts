// A TOML document whose every key carries a mark, such as the place where it was written.
import type { TomlLeaf, TomlTable, TomlValue } from './toml-value.js';

export interface MarkedLeaf<Mark> {
  readonly kind: 'leaf';
  readonly value: TomlLeaf;
  readonly mark: Mark;
}

export interface MarkedTable<Mark> {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, MarkedNode<Mark>>;
  /** Of the key that opened the table. */
  readonly mark: Mark;
}

export type MarkedNode<Mark> = MarkedLeaf<Mark> | MarkedTable<Mark>;

/** The same document with other marks. */
export function mapMarks<From, To>(table: MarkedTable<From>, to: (mark: From) => To): MarkedTable<To> {
  const entries = new Map<string, MarkedNode<To>>();
  table.entries.forEach((node, key) => {
    const { kind, mark } = node;
    entries.set(key, kind === 'table' ? mapMarks(node, to) : { kind, value: node.value, mark: to(mark) });
  });
  return { kind: 'table', entries, mark: to(table.mark) };
}

/** The document without its marks. */
export function withoutMarks<Mark>(table: MarkedTable<Mark>): TomlTable {
  const plain = new Map<string, TomlValue>();
  for (const [key, node] of table.entries) plain.set(key, valueOfNode(node));
  return plain;
}

/** The value of a node, without marks. */
export function valueOfNode<Mark>(node: MarkedNode<Mark>): TomlValue {
  return node.kind === 'table' ? withoutMarks(node) : node.value;
}

/** The node at a path of keys, if the document has one. */
export function nodeAt<Mark>(
  table: MarkedTable<Mark>,
  path: readonly string[],
): MarkedNode<Mark> | undefined {
  let node: MarkedNode<Mark> | undefined = table;
  for (let depth = 0; depth < path.length; depth += 1) {
    node = node?.kind === 'table' ? node.entries.get(path[depth] as string) : undefined;
  }
  return node;
}

/** A document of one leaf below a path of at least one key. */
export function leafAt<Mark>(path: readonly string[], value: TomlLeaf, mark: Mark): MarkedTable<Mark> {
  const node = path.reduceRight<MarkedNode<Mark>>(
    (inner, key) => ({ kind: 'table', entries: new Map([[key, inner]]), mark }),
    { kind: 'leaf', value, mark },
  );
  if (node.kind === 'leaf') throw new Error('a leaf lies below at least one key');
  return node;
}

/** Every leaf, and every table that holds nothing, with the path of keys that leads to it, in the document's order. */
export function* leavesOf<Mark>(
  table: MarkedTable<Mark>,
  above: readonly string[] = [],
): Generator<{ readonly path: readonly string[]; readonly node: MarkedNode<Mark> }> {
  for (const [key, node] of table.entries) {
    const path = [...above, key];
    if (node.kind === 'table' && node.entries.size > 0) yield* leavesOf(node, path);
    else yield { path, node };
  }
}
