// Finds macros that make tests and nothing else: takes the modules of a crate, gives their names. A call of one is a test.
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { isTest } from './attributes.js';
import type { Module } from './crate-source.js';

/** Where several macros have one name, each of them has to. */
export function makersOfTests(modules: readonly Module[]): ReadonlySet<string> {
  const macros = modules.flatMap(({ items }) => items).filter(({ kind }) => kind === 'macro');
  const others = macros.filter(({ node, file }) => !makesTests(node, file.text));
  const names = new Set(macros.map(({ name }) => name));
  for (const { name } of others) names.delete(name);
  return names;
}

/** Whether each arm of a `macro_rules!` writes items that are there in tests alone, and at least one. */
function makesTests(definition: SyntaxNode, text: string): boolean {
  const rules = definition.children.filter(({ kind }) => kind === 'macro_rule');
  return (
    rules.length > 0 &&
    rules.every((rule) => {
      const written = childOf(rule, 'right')?.children.slice(1, -1) ?? [];
      return areTests(written, text);
    })
  );
}

function areTests(tokens: readonly SyntaxNode[], text: string): boolean {
  let hasTests = false;
  let isMarked = false;
  let isOpen = false;
  for (const token of tokens) {
    const shown = textOf(text, token);
    if (token.kind.endsWith('_comment')) continue;
    if (token.kind === 'token_repetition' && !isOpen) {
      if (!areTests(withinRepetition(token, text), text)) return false;
      hasTests = true;
      continue;
    }
    isOpen = true;
    if (shown.startsWith('[')) isMarked ||= marksTest(shown, token);
    if (shown !== ';' && !shown.startsWith('{')) continue;
    if (!isMarked) return false;
    hasTests = true;
    isMarked = false;
    isOpen = false;
  }
  return hasTests && !isOpen;
}

/** Of `$( … )*`, what is repeated. */
function withinRepetition({ children }: SyntaxNode, text: string): readonly SyntaxNode[] {
  const shown = children.map((child) => textOf(text, child));
  return children.slice(shown.indexOf('(') + 1, shown.lastIndexOf(')'));
}

/** `[test]`, `[cfg(test)]`: what stands behind the `#` of an attribute. */
function marksTest(shown: string, node: SyntaxNode): boolean {
  const name = /^\[\s*([\w:]+)/.exec(shown)?.[1] ?? '';
  return isTest([{ kind: 'attribute', name, text: `#${shown}`, node }]);
}
