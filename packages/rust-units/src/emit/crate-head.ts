// What every package of a split has from the crate's root: attributes, and the lines that take in other crates.
import type { CrateSource, Import, Module } from '../read/crate-source.js';
import { conjunction } from '../read/predicates.js';
import { textOf } from '../syntax/syntax-node.js';

/** Lints are left out: a unit is not where they are to be minded. */
const dropped =
  /^#!\s*\[\s*(?:deny|forbid|warn|allow|expect|doc|cfg_attr\s*\([\s\S]*\b(?:deny|forbid|warn|allow|doc)\s*[(=])/;

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
  return [...byName.values()].map(crateLine).sort();
}

function isUsed({ path, name }: Import, crates: ReadonlySet<string>): boolean {
  return crates.has(path[0] as string) || crates.has(name);
}

export function takesMacros({ attributes }: Import): boolean {
  return attributes.some(({ text }) => /\bmacro_use\b/.test(text));
}

/** At the root, wherever and however often it is written: there is where the names of crates are looked for. */
function crateLine(leaves: readonly Import[]): string {
  const { attributes, node, file } = leaves.find(takesMacros) ?? (leaves[0] as Import);
  const line = textOf(file.text, node);
  const kept = attributes.filter(
    ({ kind, name }) => kind === 'attribute' && name !== 'doc' && name !== 'cfg',
  );
  const conditions = leaves.map(({ module, conditions: own }) => [
    ...new Set([...module.conditions, ...own]),
  ]);
  const guard = conditions.some((all) => all.length === 0)
    ? []
    : [
        `#[cfg(${conditions.length === 1 ? conjunction(conditions[0] as string[]) : `any(${conditions.map(conjunction).sort().join(', ')})`})]`,
      ];
  return [...guard, ...kept.map(({ text }) => text), line].join('\n');
}
