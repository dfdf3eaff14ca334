// Reads the branches of `cfg_if!`: takes the call, gives the items of each with the predicate that it stands under.
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { conjunction, negation } from './predicates.js';

export interface Branch {
  readonly condition: string;
  /** Where its items stand in the file, without the braces. */
  readonly start: number;
  readonly end: number;
}

/** @returns nothing where the node is no such call, or is not as the macro takes it */
export function branchesOf(node: SyntaxNode, text: string): readonly Branch[] | undefined {
  const macro = childOf(node, 'macro');
  if (node.kind !== 'macro_invocation' || !macro || !/^(?:cfg_if::)?cfg_if$/.test(textOf(text, macro)))
    return undefined;
  const tokens = node.children.find(({ kind }) => kind === 'token_tree')?.children.slice(1, -1) ?? [];
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
