// Cargo.toml as data: takes its text, gives its tables, the dependencies in all of them, and the text again.
import { resolve } from 'node:path';
import toml, { type AnyJson, type JsonMap } from '@iarna/toml';

export type Table = { [key: string]: AnyJson };

export type DependencyTable = 'dependencies' | 'dev-dependencies' | 'build-dependencies';

export interface Dependency {
  readonly table: DependencyTable;
  /** `cfg(unix)` or a triple, where the dependency is for some platforms alone. */
  readonly platform: string | undefined;
  /** As the crate knows it. */
  readonly name: string;
  readonly spec: AnyJson;
}

const dependencyTables = ['dependencies', 'dev-dependencies', 'build-dependencies'] as const;

export function parseManifest(text: string): Table {
  return toml.parse(text) as Table;
}

export function renderManifest(manifest: Table): string {
  return toml.stringify(manifest as JsonMap);
}

export function asTable(value: AnyJson | undefined): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? (value as Table)
    : {};
}

export function listDependencies(manifest: Table): readonly Dependency[] {
  return placesOf(manifest).flatMap(({ place, platform }) =>
    dependencyTables.flatMap((table) =>
      Object.entries(asTable(place[table])).map(([name, spec]) => ({ table, platform, name, spec })),
    ),
  );
}

/** A copy in which each dependency is what `change` gives for it; without those for which it gives nothing. */
export function mapDependencies(
  manifest: Table,
  change: (dependency: Dependency) => AnyJson | undefined,
): Table {
  const copy = structuredClone(manifest);
  for (const { place, platform } of placesOf(copy)) {
    for (const table of dependencyTables) {
      for (const [name, spec] of Object.entries(asTable(place[table]))) {
        const changed = change({ table, platform, name, spec });
        if (changed === undefined) delete asTable(place[table])[name];
        else asTable(place[table])[name] = changed;
      }
    }
  }
  return copy;
}

export function isOptional({ spec }: Dependency): boolean {
  return asTable(spec).optional === true;
}

/** As code names it. */
export function codeName({ name }: Dependency): string {
  return name.replaceAll('-', '_');
}

/** Paths of dependencies and patches start at the folder of the crate; in a copy elsewhere they must not. */
export function withAbsolutePaths(manifest: Table, folder: string): Table {
  const absolute = (spec: AnyJson): AnyJson => {
    const { path } = asTable(spec);
    return typeof path === 'string' ? { ...asTable(spec), path: resolve(folder, path) } : spec;
  };
  const copy = mapDependencies(manifest, ({ spec }) => absolute(spec));
  for (const patches of Object.values(asTable(copy.patch))) {
    for (const [name, spec] of Object.entries(asTable(patches))) asTable(patches)[name] = absolute(spec);
  }
  return copy;
}

function placesOf(
  manifest: Table,
): readonly { readonly place: Table; readonly platform: string | undefined }[] {
  const platforms = Object.entries(asTable(manifest.target));
  return [
    { place: manifest, platform: undefined },
    ...platforms.map(([platform, place]) => ({ place: asTable(place), platform })),
  ];
}
