// Reads the attributes in front of an item or at the head of a file: takes siblings, gives them as data.
import { childOfKind, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import type { Attribute } from './crate-source.js';
import { isTestPredicate } from './predicates.js';

/** @returns nothing where the node is neither attribute nor documentation */
export function readAttribute(
  node: SyntaxNode,
  text: string,
  place: 'inner' | 'outer',
): Attribute | undefined {
  const shown = textOf(text, node);
  if (node.kind === (place === 'inner' ? 'inner_attribute_item' : 'attribute_item')) {
    const attribute = childOfKind(node, 'attribute');
    const name = attribute ? (textOf(text, attribute).match(/^[\w:]+/)?.[0] ?? '') : '';
    return { kind: 'attribute', name, text: shown, node };
  }
  if (!node.kind.endsWith('_comment')) return undefined;
  if (!node.children.some(({ kind }) => kind === `${place}_doc_comment_marker`)) return undefined;
  return { kind: 'documentation', name: '', text: shown.trimEnd(), node };
}

/** `feature = "std"` of `#[cfg(feature = "std")]`. */
export function conditionsOf(attributes: readonly Attribute[]): readonly string[] {
  return attributes
    .filter(({ name }) => name === 'cfg')
    .map(({ text }) => /^#!?\s*\[\s*cfg\s*\(([\s\S]*)\)\s*\]$/.exec(text)?.[1]?.trim() ?? '')
    .filter((predicate) => predicate !== '')
    .map((predicate) => predicate.replace(/\s+/g, ' ').replace(/,$/, ''));
}

export function isTest(attributes: readonly Attribute[]): boolean {
  return (
    conditionsOf(attributes).some(isTestPredicate) ||
    attributes.some(({ name }) => name === 'test' || name === 'bench' || name === 'test_case')
  );
}

/** Whether a macro is for other crates too, perhaps under a predicate. */
export function isExported({ attributes }: { readonly attributes: readonly Attribute[] }): boolean {
  return attributes.some(({ text }) => /\bmacro_export\b/.test(text));
}
