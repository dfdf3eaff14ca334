// Reads items that stand in a macro call under a predicate, as in `cfg_if!`: takes the call, gives where they stand.
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { conjunction, negation } from './predicates.js';

export interface Branch {
  /** Nothing where they are there always. */
  readonly condition: string | undefined;
  /** Where its items stand in the file, without the braces. */
  readonly start: number;
  readonly end: number;
}

/**
 * @param passing the predicates of macros of the crate that pass items on, by their names
 * @returns nothing where the node is no such call, or is not as the macro takes it
 */
export function branchesOf(
  node: SyntaxNode,
  text: string,
  passing: ReadonlyMap<string, string | undefined>,
): readonly Branch[] | undefined {
  const macro = childOf(node, 'macro');
  if (node.kind !== 'macro_invocation' || !macro) return undefined;
  const tree = node.children.find(({ kind }) => kind === 'token_tree');
  const name = textOf(text, macro).replace(/^(?:\$?crate|self)\s*::\s*/, '');
  if (passing.has(name) && tree)
    return [{ condition: passing.get(name), start: tree.start + 1, end: tree.end - 1 }];
  if (!/^(?:cfg_if::)?cfg_if$/.test(textOf(text, macro))) return undefined;
  const tokens = tree?.children.slice(1, -1) ?? [];
  const branches: Branch[] = [];
  const before: string[] = [];
  let condition: string | undefined;
  for (const token of tokens) {
    const shown = textOf(text, token);
    if (shown.startsWith('['))
      condition = /^\[\s*cfg\s*\(([\s\S]*)\)\s*\]$/
        .exec(shown)?.[1]
        ?.replace(/\s+/g, ' ')
        .trim()
        .replace(/,$/, '');
    if (token.kind !== 'token_tree' || !shown.startsWith('{')) continue;
    const own = [...before.map(negation), ...(condition === undefined ? [] : [condition])];
    if (own.length === 0) return undefined;
    branches.push({ condition: conjunction(own), start: token.start + 1, end: token.end - 1 });
    if (condition !== undefined) before.push(condition);
    condition = undefined;
  }
  return branches;
}

/** The text with all but a stretch blank, so that places stay as they are. */
export function onlyStretch(text: string, start: number, end: number): string {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  return blank(text.slice(0, start)) + text.slice(start, end) + blank(text.slice(end));
}
