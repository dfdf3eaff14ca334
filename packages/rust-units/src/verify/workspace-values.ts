// Fills in what a crate takes from its workspace: takes both Cargo.toml, gives one that stands alone.
import { resolve } from 'node:path';
import type { AnyJson } from '@iarna/toml';
import { asTable, mapDependencies, type Table } from './crate-manifest.js';

/** `root` is the Cargo.toml of the workspace, which lies in `rootFolder`. */
export function withWorkspaceValues(manifest: Table, root: Table, rootFolder: string): Table {
  const workspace = asTable(root.workspace);
  const shared = asTable(workspace.dependencies);
  const filled = mapDependencies(manifest, ({ name, spec }) =>
    asTable(spec).workspace === true ? join(asTable(spec), shared[name], rootFolder) : spec,
  );
  const own = asTable(filled.package);
  for (const [key, value] of Object.entries(own)) {
    if (asTable(value).workspace !== true) continue;
    const inherited = asTable(workspace.package)[key];
    if (inherited === undefined) delete own[key];
    else own[key] = inherited;
  }
  const result: Table = { ...filled };
  if (Object.keys(own).length > 0) result.package = own;
  for (const key of ['profile', 'patch', 'replace']) {
    if (result[key] === undefined && root[key] !== undefined) result[key] = root[key];
  }
  return result;
}

/** The crate adds features, and may make the dependency optional. */
function join(spec: Table, shared: AnyJson | undefined, rootFolder: string): AnyJson {
  const base: Table = typeof shared === 'string' ? { version: shared } : { ...asTable(shared) };
  if (typeof base.path === 'string') base.path = resolve(rootFolder, base.path);
  const { workspace: _, features, ...rest } = spec;
  const all = [...listOf(base.features), ...listOf(features)];
  return { ...base, ...rest, ...(all.length > 0 ? { features: [...new Set(all)] } : {}) };
}

function listOf(value: AnyJson | undefined): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}
