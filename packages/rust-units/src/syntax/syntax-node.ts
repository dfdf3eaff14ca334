// The syntax tree of a Rust file as plain data, comments and punctuation included.

export interface SyntaxNode {
  /** As the grammar names it; of punctuation and keywords, their text. */
  readonly kind: string;
  /** The part that the node plays in its parent, such as `name` or `body`. */
  readonly field: string | undefined;
  /** Positions in the text of the file, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
  /** Where the grammar could not follow. It knows less than rustc, so that this alone is no error. */
  readonly faults: readonly SyntaxNode[];
}

export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

export function childOfKind(node: SyntaxNode, ...kinds: readonly string[]): SyntaxNode | undefined {
  return node.children.find(({ kind }) => kinds.includes(kind));
}

export function textOf(text: string, node: SyntaxNode): string {
  return text.slice(node.start, node.end);
}

/** Counted from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (
    let index = text.indexOf('\n');
    index !== -1 && index < position;
    index = text.indexOf('\n', index + 1)
  )
    line += 1;
  return line;
}

export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}
