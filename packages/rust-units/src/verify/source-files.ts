// Finds the Rust files of a crate: takes the roots of its targets, follows `mod name;`, says which are test code alone.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loadRustParser } from '../syntax/rust-parser.js';
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { attributesOf, isTestItem } from './test-items.js';

export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** All of it is compiled for tests alone. */
  readonly isTest: boolean;
}

export interface SourceRoot extends SourceFile {}

/** In the order in which they are met; each once. A file that is had both ways is not test code alone. */
export async function findSourceFiles(roots: readonly SourceRoot[]): Promise<readonly SourceFile[]> {
  const parse = await loadRustParser();
  const found = new Map<string, boolean>();
  const follow = async (path: string, folder: string, isTest: boolean): Promise<void> => {
    const before = found.get(path);
    if (before !== undefined && (isTest || !before)) return;
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return;
    found.set(path, isTest);
    for (const module of modulesOf(parse(text).root, text, isTest)) {
      const inner = join(folder, ...module.within);
      const named =
        module.path === undefined
          ? []
          : [join(module.within.length > 0 ? inner : dirname(path), module.path)];
      const candidates = [...named, join(inner, `${module.name}.rs`), join(inner, module.name, 'mod.rs')];
      const file = await firstFile(candidates);
      if (file !== undefined) await follow(file, folderOf(file), module.isTest);
    }
  };
  for (const { path, isTest } of roots) await follow(path, dirname(path), isTest);
  return [...found].map(([path, isTest]) => ({ path, isTest }));
}

interface DeclaredModule {
  readonly name: string;
  /** Names of the modules around it in the same file. */
  readonly within: readonly string[];
  readonly path: string | undefined;
  readonly isTest: boolean;
}

function modulesOf(
  root: SyntaxNode,
  text: string,
  isTest: boolean,
  within: readonly string[] = [],
): DeclaredModule[] {
  return root.children.flatMap((node) => {
    if (node.kind !== 'mod_item') return [];
    const nameNode = childOf(node, 'name');
    const name = nameNode === undefined ? '' : textOf(text, nameNode).replace(/^r#/, '');
    const attributes = attributesOf(root, node, text);
    const inTests = isTest || isTestItem(attributes);
    const body = childOf(node, 'body');
    const path = /^#\[\s*path\s*=\s*"([^"]*)"/m.exec(attributes.join('\n'))?.[1];
    if (body) return modulesOf(body, text, inTests, [...within, path ?? name]);
    return [{ name, within, path, isTest: inTests }];
  });
}

/** Where the modules of a file are looked for: of `a/mod.rs` in `a`, of `a.rs` in `a` too. */
function folderOf(file: string): string {
  const name = basename(file, '.rs');
  return name === 'mod' ? dirname(file) : join(dirname(file), name);
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (
      await stat(path).then(
        (entry) => entry.isFile(),
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
