// Renders the lib.rs of a facade: takes the modules of the crate, gives them with what the units hold under the old names.
import type { Attribute, CrateSource, Import, Item, Module } from '../read/crate-source.js';
import { negation } from '../read/predicates.js';
import { type Declaration, isImplForTests } from '../resolve/declaration.js';
import type { Scope } from '../resolve/scope.js';
import type { Edition } from '../split.js';
import { type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { tokensOf } from '../syntax/tokens.js';
import { createCopier, unwrittenConditions } from './copied-text.js';
import { crateAttributes } from './crate-head.js';
import { doctestStubs, visibilityText } from './doctest-stubs.js';
import { reExportsOf } from './re-exports.js';
import type { RepeatedCalls } from './repeated-calls.js';
import { conditionInUnits, conditionOfModuleInUnits } from './test-copies.js';

export interface FacadeSources {
  readonly source: CrateSource;
  readonly edition: Edition;
  readonly declarations: readonly Declaration[];
  readonly scope: Scope;
  readonly calls: RepeatedCalls;
  /** The library that a declaration is in. */
  readonly libOf: (declaration: Declaration) => string;
  /** Libraries of all units, sorted. */
  readonly libs: readonly string[];
  /** First lines of imports that lead nowhere in the facade. */
  readonly dropped: ReadonlySet<string>;
  readonly isAbsent: (declaration: Declaration, name: string) => boolean;
}

export interface FacadeText {
  readonly text: string;
  /** Files that it includes, from the folder of the crate. */
  readonly files: readonly string[];
}

export function facadeText(sources: FacadeSources): FacadeText {
  const { source, edition, declarations, scope, calls, libOf, libs, dropped, isAbsent } = sources;
  const copied = createCopier();
  const byModule = new Map<Module, Declaration[]>();
  for (const one of declarations)
    byModule.set(one.item.module, [...(byModule.get(one.item.module) ?? []), one]);
  const macros = declarations.filter(({ item }) => item.kind === 'macro');
  const called = calledMacros(source);
  const macroLibs = new Set(macros.filter(({ item }) => called.has(item.name)).map(libOf));
  const heads = [
    ...copied.ofAttributes({ ...source.root, attributes: source.root.inner.filter(isDocumentation) }),
    ...crateAttributes(source.root),
    '#![allow(warnings)]',
  ];
  const reExports = reExportsOf({ libOf, isAbsent, source, edition, repeated: new Set(calls.keys) });
  const crates = libs.map((lib) => `${macroLibs.has(lib) ? '#[macro_use]\n' : ''}extern crate ${lib};`);
  const text = [
    heads.join('\n'),
    crates.join('\n'),
    reExports.sharingNames(macros).join('\n'),
    moduleBody(source.root, 0),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return { text: `${text.trimEnd()}\n`, files: copied.files() };

  function moduleBody(module: Module, depth: number): string {
    const stubs = doctestStubs(byModule.get(module) ?? [], {
      render: copied.ofAttributes,
      repeat: copied.ofItem,
      calls,
    });
    const lines = [
      ...importLines(module),
      ...(byModule.get(module) ?? []).flatMap((one) => reExports.ofDeclaration(one, stubs.names)),
      ...(module === source.root ? reExports.ofMacros(declarations, stubs.names) : []),
    ];
    const lead = '    '.repeat(depth);
    const own = indent([...new Set(lines)].sort().join('\n'), lead);
    const inner = [...module.modules]
      .filter((child) => child.node.start >= 0)
      .sort(
        (one, other) =>
          compare(one.path.at(-1) ?? '', other.path.at(-1) ?? '') ||
          compare(one.conditions.join(), other.conditions.join()),
      )
      .map((child) => moduleText(child, depth));
    const tests = module.items
      .filter((item) => item.isTest && !isImplForTests(item))
      .map((item) => ({ item, text: copied.ofItem(item) }))
      .concat(module.items.flatMap(testCopy))
      .sort(
        (one, other) =>
          testRank(one.item) - testRank(other.item) ||
          compare(one.item.name, other.item.name) ||
          compare(one.text, other.text),
      )
      .map(({ text: shown }) => shown);
    return [own, ...stubs.texts.map((stub) => indent(stub, lead)), ...tests, ...inner]
      .filter((part) => part !== '')
      .join('\n\n');
  }

  function moduleText(module: Module, depth: number): string {
    const lead = '    '.repeat(depth);
    const name = module.path.at(-1) ?? '';
    // They stand where the module is named, which may be in another file than its items.
    const { file } = module.parent ?? module;
    const head = [...copied.ofAttributes({ file, attributes: module.attributes }), ...switched(module)];
    const visibility = module.visibility === '' ? '' : `${module.visibility} `;
    const start = `${indent(head.join('\n'), lead)}${head.length > 0 ? '\n' : ''}${lead}${visibility}mod ${name} {\n`;
    const whole = () => `${start}${copied.withinTests(module)}\n${lead}}`;
    if (module.isTest) return whole();
    const inner = copied.ofAttributes({ file: module.file, attributes: module.inner.filter(isKept) });
    const body = moduleBody(module, depth + 1);
    const mirrored = `${start}${inner.length > 0 ? `${indent(inner.join('\n'), `${lead}    `)}\n\n` : ''}${body}${body === '' ? '' : '\n'}${lead}}`;
    const condition = conditionOfModuleInUnits(module);
    if (condition === undefined) return mirrored;
    return `${lead}#[cfg(${condition})]\n${mirrored}\n\n${lead}#[cfg(${negation(condition)})]\n${whole()}`;
  }

  /** Where the units do not have it. */
  function testCopy(item: Item): readonly { readonly item: Item; readonly text: string }[] {
    const condition = conditionInUnits(item);
    return condition === undefined
      ? []
      : [{ item, text: `#[cfg(${negation(condition)})]\n${copied.ofItem(item)}` }];
  }

  function importLines(module: Module): readonly string[] {
    const nodes = new Map<SyntaxNode, Import[]>();
    for (const leaf of module.imports) nodes.set(leaf.node, [...(nodes.get(leaf.node) ?? []), leaf]);
    return [...nodes.values()].flatMap((leaves) => {
      const [first] = leaves as [Import];
      const head = [
        ...unwrittenConditions(first).map((condition) => `#[cfg(${condition})]`),
        ...first.attributes
          .filter(({ name }) => name !== 'allow' && name !== 'deny')
          .map(({ text: shown }) => shown),
      ];
      const written = textOf(first.file.text, first.node);
      if (dropped.has(firstLine(written))) return [];
      const own = leaves.flatMap((leaf) => macroImport(leaf));
      if (own.length === 0) return [[...head, written].join('\n')];
      const others = leaves.filter((leaf) => macroImport(leaf).length === 0).map((leaf) => leafLine(leaf));
      return [...own, ...others].map((line) => [...head, line].join('\n'));
    });
  }

  /** A macro of the crate that is imported by its name comes from its unit. */
  function macroImport(leaf: Import): readonly string[] {
    if (leaf.isCrate || leaf.name === '*') return [];
    const name = leaf.path.at(-1) ?? '';
    if (
      scope
        .resolve(leaf.module, leaf.path, 'use')
        .targets.some((target) => target.kind !== 'declaration' || target.declaration.item.kind !== 'macro')
    )
      return [];
    return macros
      .filter(({ item }) => item.name === name && isMacroPath(leaf.path))
      .slice(0, 1)
      .map(
        (macro) =>
          `${visibilityText(leaf.visibility)}use ::${libOf(macro)}::${name}${leaf.name === name ? '' : ` as ${leaf.name}`};`,
      );
  }

  function leafLine({ visibility, path, name }: Import): string {
    const last = path.at(-1);
    const shown = name === '*' ? `${path.join('::')}::*` : path.join('::');
    return `${visibilityText(visibility)}use ${shown}${name === '*' || name === last ? '' : ` as ${name}`};`;
  }
}

/** Macros that tests call, which see them as code above them does. */
function calledMacros({ modules }: CrateSource): ReadonlySet<string> {
  const called = new Set<string>();
  const note = (node: SyntaxNode, text: string) => {
    const tokens = tokensOf(node, text);
    tokens.forEach(({ text: word }, at) => {
      if (tokens[at + 1]?.text === '!') called.add(word);
    });
  };
  for (const item of modules.flatMap(({ items }) => items))
    if (item.isTest || conditionInUnits(item) !== undefined) note(item.node, item.file.text);
  return called;
}

function isMacroPath(path: readonly string[]): boolean {
  return path.length === 1 || (path.length === 2 && ['crate', 'self', 'super'].includes(path[0] as string));
}

function isDocumentation({ kind, name, text }: Attribute): boolean {
  return kind === 'documentation' || name === 'doc' || (name === 'cfg_attr' && /,\s*doc\s*[=(]/.test(text));
}

function isKept({ kind, name, text }: Attribute): boolean {
  return (
    kind === 'documentation' ||
    (!['deny', 'forbid', 'warn', 'allow'].includes(name) &&
      !/cfg_attr[\s\S]*\b(?:deny|forbid|warn|allow)\s*\(/.test(text))
  );
}

/** The condition that chose the file of a module, which its attributes do not say. */
function switched(module: Module): readonly string[] {
  const own = module.conditions.filter((condition) => !module.parent?.conditions.includes(condition));
  const written = module.attributes.map(({ text }) => text.replace(/\s+/g, ' ')).join('\n');
  return own
    .filter(
      (condition) =>
        !written.includes(condition) && !module.inner.some(({ text }) => text.includes(condition)),
    )
    .map((condition) => `#[cfg(${condition})]`);
}

function firstLine(text: string): string {
  return text.split('\n')[0] as string;
}

/** Macros of tests come first: code sees those that stand above it. */
function testRank({ kind }: Item): number {
  return kind === 'macro' ? 0 : 1;
}

function indent(text: string, lead: string): string {
  return lead === '' ? text : text.replace(/^(?=.)/gm, lead);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
