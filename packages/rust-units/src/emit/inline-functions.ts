// Gives back the inlining that functions lose between crates: takes an item, gives edits that add `#[inline]`.
import type { Attribute, ItemKind } from '../read/crate-source.js';
import { childOf, childOfKind, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import type { TextEdit } from './text-edits.js';

/** Generic functions are compiled where they are used, so that they need none. */
export function inlineFunctions(
  kind: ItemKind,
  node: SyntaxNode,
  attributes: readonly Attribute[],
  text: string,
): readonly TextEdit[] {
  if (kind === 'function')
    return inlineOne(node, attributes.map((attribute) => attribute.text).join('\n'), text);
  if (kind !== 'impl' || isGeneric(node)) return [];
  const edits: TextEdit[] = [];
  let before = '';
  for (const child of childOf(node, 'body')?.children ?? []) {
    if (child.kind === 'attribute_item') before += textOf(text, child);
    if (child.kind === 'function_item') edits.push(...inlineOne(child, before, text));
    if (child.kind.endsWith('_item') && child.kind !== 'attribute_item') before = '';
  }
  return edits;
}

const keeps =
  /#\[\s*(?:inline|no_mangle|export_name|naked|link_section|unsafe|proc_macro|global_allocator|panic_handler|test|bench|cfg_attr\s*\([^\]]*\binline)\b/;

function inlineOne(node: SyntaxNode, attributes: string, text: string): readonly TextEdit[] {
  if (keeps.test(attributes) || isGeneric(node) || childOf(node, 'body') === undefined) return [];
  const parameters = childOf(node, 'parameters');
  if (parameters && /:\s*&?\s*(?:'\w+\s+)?(?:mut\s+)?impl\b/.test(textOf(text, parameters))) return [];
  const lineStart = text.lastIndexOf('\n', node.start - 1) + 1;
  const lead = /^[ \t]*$/.exec(text.slice(lineStart, node.start))?.[0] ?? '';
  return [{ start: node.start, end: node.start, text: `#[inline]\n${lead}` }];
}

function isGeneric(node: SyntaxNode): boolean {
  const parameters = childOfKind(node, 'type_parameters');
  return (parameters?.children ?? []).some(
    ({ kind }) => kind === 'type_parameter' || kind === 'const_parameter',
  );
}
