// The parameters of an item by their names: takes the node of its `<…>`, gives them as whoever names the item writes them.
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';

/** @returns `<'a, T, N>`, or nothing where there are none */
export function parameterNames(node: SyntaxNode | undefined, text: string): string {
  return listOf(node, text, (name) => name);
}

/** The same as a declaration writes them, without bounds: these could name what is not there. @returns `<'a, T, const N: usize>` */
export function parameterDeclarations(node: SyntaxNode | undefined, text: string): string {
  return listOf(node, text, (name, type) => `const ${name}: ${type ?? 'usize'}`);
}

/** @param kinds of the nodes that are asked for */
export function namesOfParameters(
  node: SyntaxNode | undefined,
  text: string,
  ...kinds: readonly string[]
): readonly string[] {
  const asked = (node?.children ?? []).filter(({ kind }) => kinds.includes(kind));
  return asked.flatMap((child) => nameOf(child, text) ?? []);
}

function listOf(
  node: SyntaxNode | undefined,
  text: string,
  constant: (name: string, type: string | undefined) => string,
): string {
  const names = (node?.children ?? []).flatMap((child) => {
    const name = nameOf(child, text);
    if (name === undefined || child.kind !== 'const_parameter') return name ?? [];
    const type = childOf(child, 'type');
    return [constant(name, type && textOf(text, type))];
  });
  return names.length === 0 ? '' : `<${names.join(', ')}>`;
}

/** Nothing of punctuation and attributes. */
function nameOf(node: SyntaxNode, text: string): string | undefined {
  if (node.kind === 'lifetime' || node.kind === 'type_identifier') return textOf(text, node);
  const named = childOf(node, 'name');
  return named && textOf(text, named);
}
