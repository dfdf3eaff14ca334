// Reads a `use` or `extern crate`: takes its syntax, gives a leaf for each name that it brings.
import { childOf, childOfKind, type SyntaxNode, textOf } from '../syntax/syntax-node.js';

export interface Leaf {
  readonly path: readonly string[];
  readonly name: string;
}

/** `a::{b as c, d::*}` gives `a::b` as `c`, and `a::d` with `*`. */
export function readUseTree(node: SyntaxNode, text: string): readonly Leaf[] {
  const argument = childOf(node, 'argument');
  return argument === undefined ? [] : leavesOf(argument, [], text);
}

export function readExternCrate(node: SyntaxNode, text: string): Leaf {
  const name = nameOf(childOf(node, 'name') as SyntaxNode, text);
  const alias = childOf(node, 'alias');
  return { path: [name], name: alias === undefined ? name : nameOf(alias, text) };
}

function leavesOf(node: SyntaxNode, before: readonly string[], text: string): readonly Leaf[] {
  switch (node.kind) {
    case 'use_as_clause': {
      const path = joined(before, segmentsOf(childOf(node, 'path') as SyntaxNode, text));
      const alias = childOf(node, 'alias') ?? childOfKind(node, '_');
      return [{ path, name: alias === undefined ? '_' : nameOf(alias, text) }];
    }
    case 'use_wildcard': {
      const from = node.children.find(({ kind }) => kind !== '::' && kind !== '*');
      const isGlobal = from === undefined && node.children[0]?.kind === '::';
      const own = from === undefined ? (isGlobal ? [''] : []) : segmentsOf(from, text);
      return [{ path: joined(before, own), name: '*' }];
    }
    case 'scoped_use_list': {
      const from = childOf(node, 'path');
      const own = from === undefined ? (node.children[0]?.kind === '::' ? [''] : []) : segmentsOf(from, text);
      return leavesOf(childOf(node, 'list') as SyntaxNode, joined(before, own), text);
    }
    case 'use_list':
      return node.children
        .filter(({ kind }) => !['{', '}', ',', 'line_comment', 'block_comment'].includes(kind))
        .flatMap((child) => leavesOf(child, before, text));
    default: {
      const path = joined(before, segmentsOf(node, text));
      return [{ path, name: path.at(-1) ?? '' }];
    }
  }
}

/** `self` behind a path stands for the path. */
function joined(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.length > 0 && after.length === 1 && after[0] === 'self' ? before : [...before, ...after];
}

function segmentsOf(node: SyntaxNode, text: string): readonly string[] {
  return textOf(text, node)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .split('::')
    .map((segment) => segment.trim());
}

function nameOf(node: SyntaxNode, text: string): string {
  return textOf(text, node);
}
