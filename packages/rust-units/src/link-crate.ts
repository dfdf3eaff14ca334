// Links a crate: takes it as read, gives its declarations with what each needs. Pure.
import type { ReadCrate } from './read/read-crate.js';
import { type Declaration, declarationsOf } from './resolve/declaration.js';
import { createLinker, type Links } from './resolve/links.js';
import { createScope, type Scope } from './resolve/scope.js';

export interface LinkedCrate extends ReadCrate {
  readonly declarations: readonly Declaration[];
  readonly links: ReadonlyMap<Declaration, Links>;
  readonly scope: Scope;
}

export function linkCrate(read: ReadCrate): LinkedCrate {
  const { manifest, source } = read;
  const declarations = declarationsOf(source);
  const crates = new Set([
    ...manifest.dependencies.map(({ libName }) => libName),
    ...source.root.imports.flatMap(({ isCrate, name }) => (isCrate ? [name] : [])),
  ]);
  const scope = createScope(source.root, declarations, manifest.edition, crates);
  const linker = createLinker(scope);
  return { ...read, declarations, scope, links: new Map(declarations.map((one) => [one, linker(one)])) };
}
