// The declarations of a crate: each item that is to be a unit, or part of one, with the names that it makes.
import type { CrateSource, Item, Module } from '../read/crate-source.js';
import { isTestPredicate, whereTested } from '../read/predicates.js';
import { childOf, childOfKind, textOf } from '../syntax/syntax-node.js';
import { type Token, tokensOf } from '../syntax/tokens.js';
import { askedNames, isOpaqueInclude } from './asked-names.js';
import { type Makers, madeNames, makersOf } from './made-names.js';

export interface Declaration {
  /** Unique and sortable: `parse::Version struct`; of several alike, with a number behind. */
  readonly key: string;
  readonly item: Item;
  readonly tokens: readonly Token[];
  /** The names that it makes in its module. */
  readonly names: ReadonlySet<string>;
  /** Of a macro call: names that it makes perhaps, since the macro makes some of what it is given. */
  readonly perhaps: ReadonlySet<string>;
  /** Macros for other crates that a macro call makes. */
  readonly macros: ReadonlySet<string>;
  /** Names of a macro call that nothing but their own module sees. */
  readonly hidden: ReadonlySet<string>;
  /** Names within it that stand behind it: variants of an enum, methods of a trait. */
  readonly members: ReadonlySet<string>;
  /** All predicates that have to hold for it to be there. */
  readonly conditions: readonly string[];
}

const none: ReadonlySet<string> = new Set();

/** `a::b` of a module; nothing of the root. */
export function pathText(path: readonly string[]): string {
  return path.join('::');
}

/** Those of tests are left out: they stay in the facade as they are. */
export function declarationsOf({ modules }: CrateSource): readonly Declaration[] {
  const items = modules.flatMap((module) =>
    module.items.filter((item) => !item.isTest || isImplForTests(item)),
  );
  const makers = makersOf(items);
  const asked = items.some(isOpaqueInclude) ? askedNames(modules) : none;
  const declarations = items.map((item) => declarationOf(item, makers, asked));
  const texts = new Map(declarations.map((one) => [one, textOfDeclaration(one)]));
  const sorted = [...declarations].sort(
    (one, other) => compare(one.key, other.key) || compare(texts.get(one) ?? '', texts.get(other) ?? ''),
  );
  const counts = new Map<string, number>();
  return sorted.map((declaration) => {
    const count = (counts.get(declaration.key) ?? 0) + 1;
    counts.set(declaration.key, count);
    return count === 1 ? declaration : { ...declaration, key: `${declaration.key} ${count}` };
  });
}

/**
 * An impl that is there in tests alone, of a type that is always there: the compiler takes it beside the type alone, so
 * that it is there always.
 */
export function isImplForTests({ kind, isTest, module, node, file }: Item): boolean {
  if (kind !== 'impl' || !isTest || module.isTest) return false;
  const type = childOf(node, 'type');
  const name = type && /(\w+)\s*(?:<[\s\S]*)?$/.exec(textOf(file.text, type))?.[1];
  return !module.items.some((item) => item.isTest && item.kind !== 'impl' && item.name === name);
}

/** Of an impl that is there for tests. */
function openToTests(condition: string): string {
  return isTestPredicate(condition) ? whereTested(condition) : condition;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function textOfDeclaration({ conditions, item: { attributes, file, node } }: Declaration): string {
  return [...conditions, ...attributes.map(({ text }) => text), textOf(file.text, node)].join('\n');
}

/** @param asked what a file may make of which no source says what it holds */
function declarationOf(item: Item, makers: Makers, asked: ReadonlySet<string>): Declaration {
  const { kind, module, file, node, attributes } = item;
  const tokens = [
    ...attributes
      .filter(({ kind: of }) => of === 'attribute')
      .flatMap((attribute) => tokensOf(attribute.node, file.text)),
    ...tokensOf(node, file.text),
  ];
  const made = kind === 'call' ? madeNames(item, tokens, makers) : undefined;
  return {
    key: [...module.path, `${item.name || headOf(item)} ${kind}`].join('::'),
    item,
    tokens,
    names: made ? made.names : namesOf(item),
    perhaps: isOpaqueInclude(item) ? asked : made ? made.perhaps : none,
    macros: made ? made.macros : none,
    hidden: made ? made.hidden : none,
    members: membersOf(item),
    conditions: [...new Set([...module.conditions, ...item.conditions.map(openToTests)])],
  };
}

function namesOf(item: Item): ReadonlySet<string> {
  const { kind, name, node, file } = item;
  if (kind === 'impl') return new Set();
  if (kind !== 'foreign') return new Set([name]);
  const body = childOf(node, 'body');
  return new Set(
    (body?.children ?? []).flatMap((child) => {
      const named = childOf(child, 'name');
      return named === undefined ? [] : [textOf(file.text, named)];
    }),
  );
}

function membersOf({ kind, node, file }: Item): ReadonlySet<string> {
  const body = childOf(node, 'body') ?? childOfKind(node, 'declaration_list');
  if (kind !== 'enum' && kind !== 'trait') return new Set();
  return new Set(
    (body?.children ?? []).flatMap((child) => {
      const named = childOf(child, 'name');
      if (child.kind === 'macro_invocation' || named === undefined) return [];
      return [textOf(file.text, named)];
    }),
  );
}

function headOf({ node, file }: Item): string {
  const body = childOf(node, 'body');
  return textOf(file.text, { ...node, end: body?.start ?? node.end })
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether what stands in `inner` is within `outer`, or is it. */
export function isWithin(inner: Module, outer: Module): boolean {
  for (let at: Module | undefined = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}
