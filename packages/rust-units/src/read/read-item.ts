// Reads one item or one import of a module: takes its node with the attributes in front of it, gives it as data.
import { childOf, childOfKind, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { conditionsOf, isTest } from './attributes.js';
import type { Attribute, Import, Item, ItemKind, Module, SourceFile } from './crate-source.js';
import { isTestPredicate } from './predicates.js';
import { readExternCrate, readUseTree } from './read-imports.js';

export interface ItemPlace {
  readonly file: SourceFile;
  /** Of the branch of `cfg_if!` that is read. */
  readonly branch?: string | undefined;
}

const itemKinds: Readonly<Record<string, ItemKind>> = {
  function_item: 'function',
  function_signature_item: 'function',
  struct_item: 'struct',
  enum_item: 'enum',
  union_item: 'union',
  trait_item: 'trait',
  const_item: 'constant',
  static_item: 'static',
  type_item: 'alias',
  macro_definition: 'macro',
  macro_invocation: 'call',
  foreign_mod_item: 'foreign',
  impl_item: 'impl',
};

/** Nothing where the node is no item. */
export function readItem(
  module: Module,
  node: SyntaxNode,
  attributes: readonly Attribute[],
  { file, branch }: ItemPlace,
): Item | undefined {
  const kind = itemKinds[node.kind];
  if (kind === undefined) return undefined;
  const conditions = conditionsWithin(branch, attributes);
  const named = childOf(node, kind === 'call' ? 'macro' : 'name');
  return {
    kind,
    name: named === undefined ? '' : textOf(file.text, named),
    module,
    file,
    visibility: visibilityOf(node, file.text),
    attributes,
    node,
    conditions,
    isTest: module.isTest || isTest(attributes) || conditions.some(isTestPredicate),
  };
}

/** One for each name that a `use` or an `extern crate` brings. */
export function readImports(
  module: Module,
  node: SyntaxNode,
  attributes: readonly Attribute[],
  { file, branch }: ItemPlace,
): readonly Import[] {
  const conditions = conditionsWithin(branch, attributes);
  const isCrate = node.kind === 'extern_crate_declaration';
  const leaves = isCrate ? [readExternCrate(node, file.text)] : readUseTree(node, file.text);
  return leaves.map(({ path, name }) => ({
    module,
    file,
    path,
    name,
    isCrate,
    visibility: visibilityOf(node, file.text),
    conditions,
    attributes,
    node,
    isTest: module.isTest || isTest(attributes) || conditions.some(isTestPredicate),
  }));
}

function conditionsWithin(branch: string | undefined, attributes: readonly Attribute[]): readonly string[] {
  return [...(branch === undefined ? [] : [branch]), ...conditionsOf(attributes)];
}

export function visibilityOf(node: SyntaxNode, text: string): string {
  const modifier = childOfKind(node, 'visibility_modifier');
  return modifier === undefined ? '' : textOf(text, modifier).replace(/\s+/g, ' ');
}
