// Counts the tests in a piece of Rust: those with an attribute, and those that a macro makes, as far as its text tells.
import { childOf, descendants, type SyntaxTree, textOf } from '../syntax/syntax-node.js';

/** Names of macros with the number of tests that one call of each makes. */
export type TestMacros = ReadonlyMap<string, number>;

const testAttribute = /#\[\s*(?:\w+\s*::\s*)*(?:test|quickcheck|rstest)\b/g;

/** `piece` is an item with its attributes, or a whole file. The rules of a macro are no tests. */
export function countTests(piece: string, macros: TestMacros): number {
  if (/^[^{]*?\bmacro_rules!/.test(piece)) return 0;
  let made = 0;
  for (const [name, tests] of macros) made += tests * count(piece, new RegExp(`\\b${name}!\\s*[({\\[]`, 'g'));
  const marked = Math.max(made, count(piece, testAttribute));
  if (marked > 0) return marked;
  // Calls of macros of other crates, such as `quickcheck! { fn one() {} fn two() {} }`.
  const isCall = /^(?:\s|#\[[^\]]*\]|\/\/[^\n]*\n)*(?:\w+\s*::\s*)*\w+!\s*[({]/.test(piece);
  return isCall ? count(piece, /\bfn\s+\w+/g) : 0;
}

/** Takes all files. A rule that repeats its tests counts once. */
export function findTestMacros(trees: readonly SyntaxTree[]): TestMacros {
  const macros = new Map<string, number>();
  for (const { root, text } of trees) {
    for (const node of descendants(root)) {
      const name = node.kind === 'macro_definition' ? childOf(node, 'name') : undefined;
      const tests = name === undefined ? 0 : count(textOf(text, node), testAttribute);
      if (name !== undefined && tests > 0) macros.set(textOf(text, name), tests);
    }
  }
  return macros;
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
