// Finds what to cut for a place that does not compile: takes a file's tree and the place, gives the least piece around it.
import { childOf, type SyntaxNode, type SyntaxTree, textOf } from '../syntax/syntax-node.js';
import { attributesOf, isTestAttribute, isTestItem, leadingNodes } from './test-items.js';

/** Positions in the text, in UTF-16 code units. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * An item of a module or of an inherent impl; of a `use` with braces only the name in question; a whole trait impl, since
 * a part of it is none. Undefined where the place is not in test code: that is not ours to cut.
 */
export function locateCut({ root, text }: SyntaxTree, place: Piece, fileIsTest: boolean): Piece | undefined {
  let inTests = fileIsTest;
  for (let container = root; ; ) {
    const item = container.children.find(({ start, end }) => start <= place.start && place.start < end);
    if (item === undefined) return undefined;
    if (item.kind === 'attribute_item' || item.kind === 'inner_attribute_item') {
      return cutAttribute(container, item, text, inTests);
    }
    inTests ||= isTestItem(attributesOf(container, item, text));
    const body = openBody(item);
    if (body && body.start < place.start && place.start < body.end - 1) {
      container = body;
      continue;
    }
    if (!inTests || isComment(item)) return undefined;
    return cutOfUse(item, place) ?? withLeading(container, item, text);
  }
}

/** Where a part may go and the rest stays. */
function openBody(item: SyntaxNode): SyntaxNode | undefined {
  const isOpen =
    item.kind === 'mod_item' || (item.kind === 'impl_item' && childOf(item, 'trait') === undefined);
  return isOpen || item.kind === 'foreign_mod_item' ? childOf(item, 'body') : undefined;
}

/** That of an item goes with its item, where it is test code; else it goes alone, where it is for tests. */
function cutAttribute(
  container: SyntaxNode,
  node: SyntaxNode,
  text: string,
  inTests: boolean,
): Piece | undefined {
  if (isTestAttribute(textOf(text, node))) return node;
  if (node.kind === 'inner_attribute_item') return inTests ? node : undefined;
  const after = container.children.slice(container.children.indexOf(node) + 1);
  const item = after.find(({ kind }) => kind !== 'attribute_item' && !kind.endsWith('_comment'));
  if (item === undefined) return undefined;
  return inTests || isTestItem(attributesOf(container, item, text))
    ? withLeading(container, item, text)
    : undefined;
}

function cutOfUse(item: SyntaxNode, place: Piece): Piece | undefined {
  if (item.kind !== 'use_declaration') return undefined;
  let found: Piece | undefined;
  for (let node: SyntaxNode | undefined = item; node !== undefined; ) {
    const inner: SyntaxNode | undefined = node.children.find(
      ({ start, end }) => start <= place.start && place.start < end && place.end <= end,
    );
    if (node.kind === 'use_list' && inner !== undefined && /^\w/.test(inner.kind)) {
      const next = node.children[node.children.indexOf(inner) + 1];
      found = { start: inner.start, end: next?.kind === ',' ? next.end : inner.end };
    }
    node = inner;
  }
  return found;
}

function withLeading(container: SyntaxNode, item: SyntaxNode, text: string): Piece {
  const after = container.children[container.children.indexOf(item) + 1];
  return {
    start: leadingNodes(container, item, text)[0]?.start ?? item.start,
    // `call!();` is an expression with a `;` of its own in some places and beside it in others.
    end: after?.kind === ';' || after?.kind === 'empty_statement' ? after.end : item.end,
  };
}

function isComment({ kind }: SyntaxNode): boolean {
  return kind === 'line_comment' || kind === 'block_comment';
}
