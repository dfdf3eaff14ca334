// Opens an item to other units: takes its syntax, gives the edits that make it and what is in it public.
import type { ItemKind } from '../read/crate-source.js';
import { childOf, childOfKind, descendants, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import type { TextEdit } from './text-edits.js';

/** @param isClosed what is in it stays as private as it is */
export function openItem(
  kind: ItemKind,
  node: SyntaxNode,
  text: string,
  isClosed = false,
): readonly TextEdit[] {
  switch (kind) {
    case 'macro':
      return openTokens(node, text);
    case 'call':
      return [...openTokens(node, text), ...openStatics(node, text)];
    case 'impl':
      return isClosed || childOf(node, 'trait') ? [] : openMembers(node, text);
    case 'foreign':
      return openMembers(node, text);
    case 'struct':
    case 'union':
      return [openOne(node), ...(isClosed ? [] : openFields(node))];
    default:
      return [openOne(node)];
  }
}

function openMembers(node: SyntaxNode, text: string): readonly TextEdit[] {
  const body = childOf(node, 'body');
  return (body?.children ?? []).flatMap((child) => {
    if (child.kind === 'macro_invocation' || child.kind === 'expression_statement')
      return openTokens(child, text);
    return child.kind.endsWith('_item') &&
      child.kind !== 'attribute_item' &&
      child.kind !== 'inner_attribute_item'
      ? [openOne(child)]
      : [];
  });
}

function openFields(node: SyntaxNode): readonly TextEdit[] {
  const body = childOf(node, 'body');
  if (body === undefined) return [];
  if (body.kind === 'field_declaration_list')
    return body.children.filter(({ kind }) => kind === 'field_declaration').map((field) => openOne(field));
  return body.children.flatMap((child, index) => {
    if (child.field !== 'type') return [];
    const before = body.children[index - 1];
    return before?.kind === 'visibility_modifier'
      ? [{ start: before.start, end: before.end, text: 'pub' }]
      : [{ start: child.start, end: child.start, text: 'pub ' }];
  });
}

function openOne(node: SyntaxNode): TextEdit {
  const modifier = childOfKind(node, 'visibility_modifier');
  if (modifier === undefined) return { start: node.start, end: node.start, text: 'pub ' };
  return { start: modifier.start, end: modifier.end, text: 'pub' };
}

/** What these macros make is as public as the words that they are given say. */
export const takesVisibility = /^(?:std::)?(?:thread_local|lazy_static(?:::lazy_static)?)$/;

function openStatics(node: SyntaxNode, text: string): readonly TextEdit[] {
  const macro = childOf(node, 'macro');
  if (!macro || !takesVisibility.test(textOf(text, macro))) return [];
  const tokens = childOfKind(node, 'token_tree')?.children ?? [];
  return tokens.flatMap((token, at) => {
    const before = tokens.slice(Math.max(0, at - 2), at).some((one) => textOf(text, one) === 'pub');
    return textOf(text, token) === 'static' && !before
      ? [{ start: token.start, end: token.start, text: 'pub ' }]
      : [];
  });
}

/** `pub(crate)` among the tokens of a macro. */
function openTokens(node: SyntaxNode, text: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const inner of [node, ...descendants(node)]) {
    inner.children.forEach((child, at) => {
      const next = inner.children[at + 1];
      if (textOf(text, child) !== 'pub' || next?.kind !== 'token_tree') return;
      if (/^\(\s*(?:crate|super|self|in\b[^)]*)\s*\)$/.test(textOf(text, next)))
        edits.push({ start: child.end, end: next.end, text: '' });
    });
    if (inner.kind === 'visibility_modifier') edits.push({ start: inner.start, end: inner.end, text: 'pub' });
  }
  return edits;
}
