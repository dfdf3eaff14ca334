// Reads the modules of a crate: takes the file of its root, gives the tree of modules with their items and imports.
import { posix } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { RustParser } from '../syntax/rust-parser.js';
import { childOf, childOfKind, lineAt, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { conditionsOf, readAttribute } from './attributes.js';
import { branchesOf, onlyStretch } from './conditional-items.js';
import type { Attribute, CrateSource, Import, Item, Module, SourceFile } from './crate-source.js';
import { notePassingMacros, type PassingMacros } from './passing-macros.js';
import { conjunction, isTestPredicate } from './predicates.js';
import { type ItemPlace, readImports, readItem, visibilityOf } from './read-item.js';
import { makersOfTests } from './test-makers.js';

/** Gives the text of a file by its path from the folder of the crate, or nothing where there is none. */
export type ReadText = (path: string) => string | undefined;

interface Growing extends Module {
  readonly items: Item[];
  readonly imports: Import[];
  readonly modules: Growing[];
  readonly inner: Attribute[];
}

/** Where the files of the modules within are looked for. */
interface Ground extends ItemPlace {
  readonly folder: string;
  /** Where `#[path]` starts: not below the names of inline modules in a `mod.rs`. */
  readonly pathFolder: string;
}

/** @throws CodedError CRATE_FILE_MISSING for a module or an included file, RUST_SYNTAX */
export function readModules(rootPath: string, readText: ReadText, parse: RustParser): CrateSource {
  const passing = notePassingMacros();
  let source = readOnce(rootPath, readText, parse, passing);
  // Code sees macros that stand above it; the order of items is to count for nothing nevertheless.
  while (source.modules.some(({ items }) => items.some((item) => passing.isMissed(item)))) {
    source = readOnce(rootPath, readText, parse, passing);
  }
  return source;
}

function readOnce(
  rootPath: string,
  readText: ReadText,
  parse: RustParser,
  passing: PassingMacros,
): CrateSource {
  const all: Growing[] = [];

  function openFile(
    path: string,
    asked: { readonly from: SourceFile; readonly node: SyntaxNode } | undefined,
  ) {
    const text = readText(path);
    if (text === undefined) throw missingFile(path, asked);
    const tree = parse(text);
    const fault = tree.faults.find((node) => tree.root.kind === 'ERROR' || tree.root.children.includes(node));
    if (fault) throw syntaxFault(path, text, fault);
    return { file: { path, text }, root: tree.root };
  }

  function fill(module: Growing, nodes: readonly SyntaxNode[], ground: Ground): void {
    let pending: Attribute[] = [];
    const { text } = ground.file;
    for (const node of nodes) module.inner.push(...oneOrNone(readAttribute(node, text, 'inner')));
    settle(module);
    for (const outer of nodes) {
      if (readAttribute(outer, text, 'inner')) continue;
      const attribute = readAttribute(outer, text, 'outer');
      if (attribute) {
        pending.push(attribute);
        continue;
      }
      const node = statementOf(outer);
      passing.note(node, text);
      if (node.kind === 'mod_item') readModule(module, node, pending, ground);
      else if (node.kind === 'use_declaration' || node.kind === 'extern_crate_declaration')
        module.imports.push(...readImports(module, node, pending, ground));
      else if (branchesOf(node, text, passing.conditions)) fillBranches(module, node, ground);
      else if (isInclude(node, text)) includeFile(module, node, ground);
      else if (node.kind.endsWith('_comment') || node.kind === 'shebang') continue;
      else module.items.push(...oneOrNone(readItem(module, node, pending, ground)));
      pending = [];
    }
  }

  function fillBranches(module: Growing, node: SyntaxNode, ground: Ground): void {
    const { text } = ground.file;
    for (const { condition, start, end } of branchesOf(node, text, passing.conditions) ?? []) {
      const { root: part } = parse(onlyStretch(text, start, end));
      const branch = bothOf(ground.branch, condition);
      fill(module, part.children, { ...ground, branch });
    }
  }

  function readModule(
    parent: Growing,
    node: SyntaxNode,
    attributes: readonly Attribute[],
    ground: Ground,
  ): void {
    const { text } = ground.file;
    const name = textOf(text, childOf(node, 'name') as SyntaxNode);
    const body = childOf(node, 'body');
    const plainPath = pathOf(attributes.find(({ name: word }) => word === 'path'));
    const switched = attributes.filter(({ text: shown }) =>
      /^#\[\s*cfg_attr\s*\([\s\S]*\bpath\s*=/.test(shown),
    );
    const variants: { readonly path: string | undefined; readonly condition: string | undefined }[] = [
      ...switched.map((attribute) => ({ path: pathOf(attribute), condition: switchOf(attribute) })),
    ];
    const others = switched.map((attribute) => `not(${switchOf(attribute)})`);
    variants.push({ path: plainPath, condition: others.length === 0 ? undefined : conjunction(others) });
    for (const { path, condition } of variants) {
      const module = startModule(
        parent,
        name,
        node,
        attributes,
        ground.file,
        bothOf(ground.branch, condition),
      );
      if (body) {
        const folder =
          path === undefined ? posix.join(ground.folder, bare(name)) : posix.join(ground.pathFolder, path);
        const within: Ground = { file: ground.file, folder, pathFolder: folder };
        parent.modules.push(module);
        all.push(module);
        fill(module, body.children, within);
        continue;
      }
      const candidates =
        path === undefined
          ? [posix.join(ground.folder, `${bare(name)}.rs`), posix.join(ground.folder, bare(name), 'mod.rs')]
          : [posix.join(ground.pathFolder, path)];
      const found = candidates.find((candidate) => readText(candidate) !== undefined);
      if (found === undefined && module.conditions.length > 0) continue;
      const { file, root } = openFile(found ?? (candidates[0] as string), { from: ground.file, node });
      const isOwner = path !== undefined || posix.basename(file.path) === 'mod.rs';
      const at = posix.dirname(file.path);
      const opened: Growing = { ...module, file };
      parent.modules.push(opened);
      all.push(opened);
      fill(opened, root.children, {
        file,
        folder: isOwner ? at : posix.join(at, bare(name)),
        pathFolder: at,
      });
    }
  }

  /** What an inner `cfg` says holds for the whole module. */
  function settle(module: Growing): void {
    const own = conditionsOf(module.inner).filter((condition) => !module.conditions.includes(condition));
    if (own.length === 0) return;
    Object.assign(module, {
      conditions: [...module.conditions, ...own],
      isTest: module.isTest || own.some(isTestPredicate),
    });
  }

  function includeFile(module: Growing, node: SyntaxNode, ground: Ground): void {
    const literal = /"((?:[^"\\])*)"/.exec(textOf(ground.file.text, node))?.[1] as string;
    const path = posix.join(posix.dirname(ground.file.path), literal);
    const { file, root } = openFile(path, { from: ground.file, node });
    fill(module, root.children, { ...ground, file });
  }

  const { file, root } = openFile(rootPath, undefined);
  const top: Growing = {
    path: [],
    parent: undefined,
    file,
    visibility: 'pub',
    attributes: [],
    inner: [],
    conditions: [],
    isTest: false,
    node: root,
    items: [],
    imports: [],
    modules: [],
  };
  all.push(top);
  const folder = posix.dirname(rootPath);
  fill(top, root.children, { file, folder, pathFolder: folder });
  const makers = makersOfTests(all);
  for (const { items } of all) {
    for (const [at, item] of items.entries()) {
      if (item.kind === 'call' && makers.has(item.name)) items[at] = { ...item, isTest: true };
    }
  }
  return { root: top, modules: all };
}

function oneOrNone<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function bothOf(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? (one ?? other) : conjunction([one, other]);
}

/** A macro call that ends in `;` stands in a statement. */
function statementOf(node: SyntaxNode): SyntaxNode {
  return node.kind === 'expression_statement' ? (childOfKind(node, 'macro_invocation') ?? node) : node;
}

function startModule(
  parent: Growing,
  name: string,
  node: SyntaxNode,
  attributes: readonly Attribute[],
  file: SourceFile,
  condition: string | undefined,
): Growing {
  const own = [...conditionsOf(attributes), ...(condition === undefined ? [] : [condition])];
  return {
    path: [...parent.path, name],
    parent,
    file,
    visibility: visibilityOf(node, file.text),
    attributes: attributes.filter(({ name: word, text }) => !isOfFiles(word, text)),
    inner: [],
    conditions: [...parent.conditions, ...own],
    isTest: parent.isTest || own.some(isTestPredicate),
    node,
    items: [],
    imports: [],
    modules: [],
  };
}

function isOfFiles(name: string, text: string): boolean {
  return (
    name === 'path' || name === 'macro_use' || /^#\[\s*cfg_attr\s*\([\s\S]*\b(path\s*=|macro_use)/.test(text)
  );
}

function isInclude(node: SyntaxNode, text: string): boolean {
  return (
    node.kind === 'macro_invocation' && /^include!\s*[({[]\s*"[^"\\]*"\s*[)}\]]/.test(textOf(text, node))
  );
}

function pathOf(attribute: Attribute | undefined): string | undefined {
  return attribute === undefined ? undefined : /\bpath\s*=\s*"([^"]*)"/.exec(attribute.text)?.[1];
}

/** `unix` of `#[cfg_attr(unix, path = "unix.rs")]`. */
function switchOf({ text }: Attribute): string {
  return (/^#\[\s*cfg_attr\s*\(([\s\S]*?),\s*path\s*=/.exec(text)?.[1] ?? '').trim();
}

/** Files are called by the name without `r#`. */
function bare(name: string): string {
  return name.replace(/^r#/, '');
}

function missingFile(
  path: string,
  asked: { readonly from: SourceFile; readonly node: SyntaxNode } | undefined,
): CodedError {
  return new CodedError({
    code: 'CRATE_FILE_MISSING',
    message: `\`${path}\` is part of the crate, and is not there`,
    hint:
      asked === undefined
        ? 'name the file in [lib] of Cargo.toml: path = "…"'
        : `add the file, or drop the line that asks for it`,
    place:
      asked === undefined
        ? { file: path }
        : { file: asked.from.path, line: lineAt(asked.from.text, asked.node.start) },
  });
}

function syntaxFault(path: string, text: string, node: SyntaxNode): CodedError {
  return new CodedError({
    code: 'RUST_SYNTAX',
    message: `\`${firstLine(textOf(text, node))}\` is no Rust that can be read`,
    hint: 'cargo check tells what the compiler makes of it',
    place: { file: path, line: lineAt(text, node.start) },
  });
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 60);
}
