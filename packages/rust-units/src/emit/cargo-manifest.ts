// Renders the Cargo.toml of units and facade: takes the manifest of the crate and what a package uses, gives its text.
import { type JsonMap, stringify } from '@iarna/toml';
import type { Dependency, Manifest } from '../read/manifest.js';

export interface UnitManifest {
  readonly packageName: string;
  readonly libName: string;
  /** Folders of the units that it uses, from its own, by their package names. */
  readonly units: ReadonlyMap<string, string>;
  /** Libraries of other crates that its code names. */
  readonly crates: ReadonlySet<string>;
  readonly buildScript?: boolean;
  readonly buildDependencies?: readonly Dependency[];
  readonly links?: string;
}

/** @param placePath gives the path of a dependency as seen from the package, by that in the crate's own Cargo.toml */
export function renderUnitManifest(
  manifest: Manifest,
  unit: UnitManifest,
  header: string,
  placePath: (path: string) => string,
): string {
  const used = placed(
    manifest.dependencies.filter(({ libName }) => unit.crates.has(libName)),
    placePath,
  );
  return render(
    {
      package: {
        name: unit.packageName,
        version: manifest.version,
        edition: manifest.edition,
        ...manifest.shared,
        publish: false,
        ...(unit.buildScript ? { build: 'build.rs' } : {}),
        ...(unit.links ? { links: unit.links } : {}),
      },
      lib: { name: unit.libName, path: 'lib.rs', test: false, doctest: false, bench: false },
      features: featuresOf(manifest, unit, used, false),
      ...dependencyTables('dependencies', used, unit.units),
      ...dependencyTables('build-dependencies', placed(unit.buildDependencies ?? [], placePath), new Map()),
    },
    header,
  );
}

export interface FacadeManifest {
  readonly units: ReadonlyMap<string, string>;
  /** Folders of all members of the workspace, sorted. */
  readonly members: readonly string[];
  readonly programs: readonly JsonMap[];
  readonly tests: readonly JsonMap[];
  readonly hasBuildScript: boolean;
}

/** Dev-dependencies are those of the crate; a path among them is changed to lead to where it led. */
export function renderFacadeManifest(
  manifest: Manifest,
  facade: FacadeManifest,
  header: string,
  placePath: (path: string) => string,
): string {
  const units = {
    ...facade,
    packageName: manifest.name,
    libName: manifest.libName,
    crates: new Set<string>(),
  };
  return render(
    {
      workspace: { members: [...facade.members] },
      package: {
        name: manifest.name,
        version: manifest.version,
        edition: manifest.edition,
        ...manifest.shared,
        ...manifest.described,
        publish: false,
        autobins: false,
        autoexamples: false,
        autotests: false,
        autobenches: false,
        ...(facade.hasBuildScript ? { build: 'build.rs' } : {}),
      },
      lib: {
        name: manifest.libName,
        path: 'lib.rs',
        bench: false,
      },
      ...(facade.programs.length > 0 ? { bin: [...facade.programs] } : {}),
      ...(facade.tests.length > 0 ? { test: [...facade.tests] } : {}),
      features: featuresOf(manifest, units, manifest.dependencies, true),
      ...dependencyTables('dependencies', placed(manifest.dependencies, placePath), facade.units),
      ...dependencyTables('dev-dependencies', placed(manifest.devDependencies, placePath), new Map()),
    },
    header,
  );
}

function placed(
  dependencies: readonly Dependency[],
  placePath: (path: string) => string,
): readonly Dependency[] {
  return dependencies.map((dependency) =>
    typeof dependency.table.path === 'string'
      ? { ...dependency, table: { ...dependency.table, path: placePath(dependency.table.path) } }
      : dependency,
  );
}

function featuresOf(
  manifest: Manifest,
  { units }: { readonly units: ReadonlyMap<string, string> },
  used: readonly Dependency[],
  isFacade: boolean,
): JsonMap {
  const keys = new Set(used.map(({ key }) => key));
  const features: JsonMap = {};
  for (const [name, entries] of manifest.features) {
    if (name === 'default' && !isFacade) continue;
    const own = entries.filter((entry) => isOwn(entry, keys, manifest));
    const passed = name === 'default' ? [] : [...units.keys()].sort().map((unit) => `${unit}/${name}`);
    features[name] = [...own, ...passed];
  }
  return features;
}

/** An entry may name a dependency that this package does not have. */
function isOwn(entry: string, keys: ReadonlySet<string>, manifest: Manifest): boolean {
  const named = entry.startsWith('dep:')
    ? entry.slice(4)
    : entry.includes('/')
      ? (entry.split('/')[0] ?? '').replace(/\?$/, '')
      : undefined;
  if (named === undefined) return manifest.features.has(entry);
  return keys.has(named);
}

function dependencyTables(
  kind: string,
  used: readonly Dependency[],
  units: ReadonlyMap<string, string>,
): JsonMap {
  const plain: JsonMap = {};
  for (const [name, path] of units) plain[name] = { path, 'default-features': false };
  const targets: Record<string, JsonMap> = {};
  for (const { key, table, target } of used) {
    if (target === undefined) plain[key] = table;
    else targets[target] = { [kind]: { ...((targets[target]?.[kind] as JsonMap) ?? {}), [key]: table } };
  }
  return {
    ...(Object.keys(plain).length > 0 ? { [kind]: sorted(plain) } : {}),
    ...(Object.keys(targets).length > 0 ? { target: sorted(targets) } : {}),
  };
}

function sorted(table: JsonMap | Record<string, JsonMap>): JsonMap {
  return Object.fromEntries(Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function render(table: JsonMap, header: string): string {
  // An empty table would be written inline, before all others.
  const kept = Object.entries(table).filter(([, value]) => !isEmpty(value));
  return `${header}\n${stringify(Object.fromEntries(kept) as JsonMap).trim()}\n`;
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}
