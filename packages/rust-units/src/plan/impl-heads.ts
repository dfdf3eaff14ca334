// Tells where an impl may stand: takes its syntax and the scope, gives the declarations of the crate that own it.
import type { Module } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';
import type { Scope } from '../resolve/scope.js';
import { childOf, childOfKind, type SyntaxNode, textOf } from '../syntax/syntax-node.js';

export interface ImplPlaces {
  /** The compiler takes the impl beside any of these; the first is the natural one. */
  readonly hosts: readonly Declaration[];
  /** Both trait and type are of the crate, so that there is a choice. */
  readonly isFree: boolean;
}

/** @returns no hosts where all of it seems to be of other crates, as where a macro makes the type */
export function implPlaces(impl: Declaration, scope: Scope): ImplPlaces {
  const { node, module, file } = impl.item;
  const parameters = new Set(
    (childOf(node, 'type_parameters')?.children ?? []).flatMap((child) => {
      const named = child.kind === 'type_identifier' ? child : childOf(child, 'name');
      return named ? [textOf(file.text, named)] : [];
    }),
  );
  const heads = (part: SyntaxNode | undefined) =>
    part ? headsOf(part, module, file.text, scope, parameters, 0) : [];
  const trait = childOf(node, 'trait');
  const self = heads(childOf(node, 'type'));
  if (trait === undefined) return { hosts: self, isFree: false };
  const own = resolveHead(trait, module, file.text, scope, parameters);
  const args = (childOf(trait, 'type_arguments')?.children ?? []).flatMap((part) => heads(part));
  return { hosts: [...new Set([...self, ...args, ...own])], isFree: true };
}

/** Types through which ownership shows: the compiler calls them fundamental. */
const fundamental = new Set(['Box', 'Pin']);

function headsOf(
  node: SyntaxNode,
  module: Module,
  text: string,
  scope: Scope,
  parameters: ReadonlySet<string>,
  depth: number,
): readonly Declaration[] {
  const again = (part: SyntaxNode | undefined) =>
    part && depth < 16 ? headsOf(part, module, text, scope, parameters, depth + 1) : [];
  switch (node.kind) {
    case 'reference_type':
    case 'parenthesized_type':
      return again(
        childOf(node, 'type') ??
          node.children.find(({ kind }) => kind.endsWith('type') || kind.endsWith('identifier')),
      );
    case 'dynamic_type':
    case 'abstract_type':
      return again(childOf(node, 'trait'));
    case 'bounded_type':
      return node.children.flatMap((part) => again(part));
    case 'generic_type': {
      const base = childOf(node, 'type');
      if (base && fundamental.has(textOf(text, base).split('::').at(-1) ?? ''))
        return (childOf(node, 'type_arguments')?.children ?? []).flatMap((part) => again(part));
      return again(base);
    }
    case 'type_identifier':
    case 'scoped_type_identifier':
    case 'identifier':
    case 'scoped_identifier':
      return resolveHead(node, module, text, scope, parameters).flatMap((found) =>
        behindAlias(found, scope, depth),
      );
    case 'macro_invocation':
      return [];
    default:
      return [];
  }
}

function resolveHead(
  node: SyntaxNode,
  module: Module,
  text: string,
  scope: Scope,
  parameters: ReadonlySet<string>,
): readonly Declaration[] {
  const base = node.kind === 'generic_type' ? (childOf(node, 'type') as SyntaxNode) : node;
  const path = textOf(text, base).replace(/\s+/g, '').replace(/<.*/s, '').split('::');
  if (path.length === 1 && parameters.has(path[0] as string)) return [];
  const found = scope
    .resolve(module, path)
    .targets.flatMap((target) => (target.kind === 'declaration' ? [target.declaration] : []));
  return [...new Set(found)];
}

/** An impl on an alias is one on what it stands for. */
function behindAlias(found: Declaration, scope: Scope, depth: number): readonly Declaration[] {
  const { kind, node, module, file } = found.item;
  if (kind !== 'alias') return [found];
  const type = childOf(node, 'type') ?? childOfKind(node, 'generic_type', 'type_identifier');
  return type ? headsOf(type, module, file.text, scope, new Set(), depth + 1) : [];
}
