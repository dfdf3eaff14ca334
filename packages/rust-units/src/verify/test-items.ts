// Tells test code from the rest: takes the attributes of an item, says whether it is there for tests alone.

import { needsTest, parseCfg } from '../read/cfg-expression.js';
import { type SyntaxNode, textOf } from '../syntax/syntax-node.js';

/** The texts of the attributes that stand before an item. */
export function attributesOf(parent: SyntaxNode, item: SyntaxNode, text: string): readonly string[] {
  return leadingNodes(parent, item, text)
    .filter(({ kind }) => kind === 'attribute_item')
    .map((node) => textOf(text, node));
}

/** Attributes and doc comments of an item, with other comments among them. */
export function leadingNodes(parent: SyntaxNode, item: SyntaxNode, text: string): readonly SyntaxNode[] {
  const index = parent.children.indexOf(item);
  let first = index;
  for (let at = index - 1; at >= 0; at -= 1) {
    const node = parent.children[at] as SyntaxNode;
    const isComment = node.kind === 'line_comment' || node.kind === 'block_comment';
    if (node.kind === 'attribute_item' || (isComment && isOuterDoc(textOf(text, node)))) first = at;
    else if (!isComment) break;
  }
  return parent.children.slice(first, index);
}

/** An outer doc comment without an item after it is a fault. */
function isOuterDoc(comment: string): boolean {
  return /^(\/\/\/(?!\/)|\/\*\*(?!\*|\/))/.test(comment);
}

/** `#[test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`, and the test attributes of other crates. */
export function isTestItem(attributes: readonly string[]): boolean {
  return attributes.some((attribute) => {
    const condition = /^#\[\s*cfg\s*\((.*)\)\s*\]$/s.exec(attribute)?.[1];
    if (condition !== undefined) {
      const cfg = parseCfg(condition);
      return cfg !== undefined && needsTest(cfg);
    }
    return /^#\[\s*(\w+\s*::\s*)*(test|bench|quickcheck|rstest|test_case|proptest)\b/.test(attribute);
  });
}

/** `#[cfg_attr(test, …)]` and its inner form: an attribute that is there for tests alone. */
export function isTestAttribute(attribute: string): boolean {
  const inner = /^#!?\[\s*cfg_attr\s*\((.*)\)\s*\]$/s.exec(attribute)?.[1];
  const condition = inner === undefined ? undefined : parseCfg(inner);
  return condition !== undefined && needsTest(condition);
}
