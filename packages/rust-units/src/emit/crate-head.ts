// What every package of a split has from the crate's root: attributes, and the lines that take in other crates.
import type { CrateSource, Import, Module } from '../read/crate-source.js';
import { conjunction, negation } from '../read/predicates.js';
import { textOf } from '../syntax/syntax-node.js';

/** Lints are left out: a unit is not where they are to be minded. */
const dropped =
  /^#!\s*\[\s*(?:deny|forbid|warn|allow|expect|doc|crate_name|crate_type|cfg_attr\s*\([\s\S]*\b(?:deny|forbid|warn|allow|doc)\s*[(=])/;

/** Exactly as they are written. */
export function crateAttributes(root: Module): readonly string[] {
  return root.inner
    .filter(({ kind, text }) => kind === 'attribute' && !dropped.test(text))
    .map(({ text }) => text);
}

/** @param crates the names that code of the package uses; a line with \`macro_use\` counts as used by all */
export function crateLines({ modules }: CrateSource, crates: ReadonlySet<string>): readonly string[] {
  const lines = modules
    .flatMap(({ imports }) => imports)
    .filter(
      (leaf) =>
        leaf.isCrate &&
        !leaf.isTest &&
        leaf.path[0] !== 'self' &&
        (isUsed(leaf, crates) || takesMacros(leaf)),
    );
  const byName = new Map<string, Import[]>();
  for (const leaf of lines) {
    const key = `${leaf.path[0]} ${leaf.name}`;
    byName.set(key, [...(byName.get(key) ?? []), leaf]);
  }
  const bare = bareCondition(lines[0]?.module ?? modules[0]);
  return [...byName.values()].flatMap((leaves) => crateLine(leaves, bare)).sort();
}

/** The standard library gives methods to primitive types, which no path names. */
function isUsed({ path, name, module }: Import, crates: ReadonlySet<string>): boolean {
  const isRoot = module.path.length === 0;
  return crates.has(path[0] as string) || crates.has(name) || (isRoot && path[0] === 'std');
}

export function takesMacros({ attributes }: Import): boolean {
  return attributes.some(({ text }) => /\bmacro_use\b/.test(text));
}

/** When the crate is without the standard library: always, never, or by a predicate. */
function bareCondition(module: Module | undefined): 'always' | 'never' | string {
  let root = module;
  while (root?.parent) root = root.parent;
  for (const { text } of root?.inner ?? []) {
    if (/^#!\s*\[\s*no_std\s*\]$/.test(text)) return 'always';
    const predicate = /^#!\s*\[\s*cfg_attr\s*\(([\s\S]*),\s*no_std\s*,?\s*\)\s*\]$/.exec(text)?.[1];
    if (predicate !== undefined) return predicate.replace(/\s+/g, ' ').trim();
  }
  return 'never';
}

/** At the root, wherever and however often it is written: there is where the names of crates are looked for. */
function crateLine(leaves: readonly Import[], bare: string): readonly string[] {
  const { attributes, node, file, module } = leaves.find(takesMacros) ?? (leaves[0] as Import);
  const line = textOf(file.text, node);
  const kept = attributes.filter(
    ({ kind, name }) => kind === 'attribute' && name !== 'doc' && name !== 'cfg',
  );
  const conditions = leaves.map((leaf) => [...new Set([...leaf.module.conditions, ...leaf.conditions])]);
  const own = conditions.some((all) => all.length === 0)
    ? undefined
    : conditions.length === 1
      ? conjunction(conditions[0] as string[])
      : `any(${conditions.map(conjunction).sort().join(', ')})`;
  const there = module.path.length === 0 ? undefined : alreadyThere(leaves[0] as Import, bare);
  if (there === 'always') return [];
  const all = [own, there === undefined || there === 'never' ? undefined : negation(there)].filter(
    (one) => one !== undefined,
  );
  const guard = all.length === 0 ? [] : [`#[cfg(${conjunction(all)})]`];
  return [[...guard, ...kept.map(({ text }) => text), line].join('\n')];
}

/** The compiler itself puts one of the two into the root of every crate, where a second line would clash with it. */
function alreadyThere({ path: [crate], name }: Import, bare: string): string | undefined {
  if (crate === 'core' && name === 'core') return bare;
  if (crate !== 'std' || name !== 'std') return undefined;
  return bare === 'always' ? 'never' : bare === 'never' ? 'always' : negation(bare);
}
