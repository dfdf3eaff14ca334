// Parses Rust by tree-sitter's grammar: takes the text of a file, gives its syntax tree.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { hideQualifiers } from './hide-qualifiers.js';
import type { SyntaxNode, SyntaxTree } from './syntax-node.js';

export type RustParser = (text: string) => SyntaxTree;

let loading: Promise<RustParser> | undefined;

/** Loads the grammar once. */
export function loadRustParser(): Promise<RustParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<RustParser> {
  const { resolve } = createRequire(import.meta.url);
  const engine = await readFile(resolve('web-tree-sitter/web-tree-sitter.wasm'));
  await Parser.init({ wasmBinary: engine });
  // A package that is published brings the grammar, and not what else its package has.
  const packed = new URL('./tree-sitter-rust.wasm', import.meta.url);
  const grammar = await readFile(packed).catch(() =>
    readFile(resolve('tree-sitter-rust/tree-sitter-rust.wasm')),
  );
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return (text) => {
    const { text: legible, starts } = hideQualifiers(text);
    const tree = parser.parse(legible);
    if (tree === null) throw new Error('the parser has no language');
    const faults: SyntaxNode[] = [];
    const root = copyNode(tree.walk(), faults, starts);
    tree.delete();
    return { text, root, faults };
  };
}

/** The items that may have a qualifier which the grammar does not know. */
const qualified: ReadonlySet<string> = new Set([
  'foreign_mod_item',
  'function_signature_item',
  'static_item',
]);

/** The tree lies in the memory of the engine, where each look costs: so it is copied once. */
function copyNode(cursor: TreeCursor, faults: SyntaxNode[], starts: ReadonlyMap<number, number>): SyntaxNode {
  const children: SyntaxNode[] = [];
  if (cursor.gotoFirstChild()) {
    do children.push(copyNode(cursor, faults, starts));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const node: SyntaxNode = {
    kind: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    start: (qualified.has(cursor.nodeType) ? starts.get(cursor.startIndex) : undefined) ?? cursor.startIndex,
    end: cursor.endIndex,
    children,
  };
  if (node.kind === 'ERROR' || cursor.nodeIsMissing) faults.push(node);
  return node;
}
