// Builds a split: takes a crate as read and what the compiler said so far, gives all its packages as files.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { asksForFindings, linksName, renderBuildScript, renderFindingsScript } from './emit/build-unit.js';
import { renderFacadeManifest, renderUnitManifest } from './emit/cargo-manifest.js';
import { facadeText } from './emit/facade-text.js';
import { unitText } from './emit/unit-text.js';
import { closedTypes } from './plan/closed-types.js';
import { noRepairs, type Repairs } from './plan/plan-groups.js';
import { type Coarseness, planUnits, type UnitPlan } from './plan/plan-units.js';
import type { ReadCrate } from './read/read-crate.js';
import { type Declaration, declarationsOf } from './resolve/declaration.js';
import { createLinker, type Links } from './resolve/links.js';
import { createScope, type Scope } from './resolve/scope.js';
import type { CrateSplit, Facade, PackageFile, Unit } from './split.js';
import type { RustParser } from './syntax/rust-parser.js';

export interface LinkedCrate extends ReadCrate {
  readonly declarations: readonly Declaration[];
  readonly links: ReadonlyMap<Declaration, Links>;
  readonly scope: Scope;
}

export interface BuiltSplit {
  readonly split: Omit<CrateSplit, 'features' | 'crates'>;
  /** The declarations of each unit, by its folder. */
  readonly plans: readonly UnitPlan[];
  /** Keys of types whose private parts stay private. */
  readonly closed: ReadonlySet<string>;
}

/** Pure: who refers to what. */
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

export interface SplitChoices extends Coarseness {
  readonly repairs?: Repairs;
  /** What is said at the head of each file, without the marks of a comment. */
  readonly header: readonly string[];
  /** The path of a dependency from a package, by that in the crate's Cargo.toml and the package's folder below the facade. */
  readonly placePath: (path: string, folder: string) => string;
}

export function buildSplit(crate: LinkedCrate, choices: SplitChoices, parse: RustParser): BuiltSplit {
  const { manifest, source, links, declarations, scope, folder } = crate;
  const { repairs = noRepairs, header, placePath } = choices;
  const plans = planUnits(crate, repairs, choices);
  const libOfFolder = (unit: string) => `${manifest.libName}__${unit}`;
  const packageOfFolder = (unit: string) => `${manifest.name}--${unit}`;
  const libs = new Map(
    plans.flatMap(({ folder: unit, members }) => members.map((one) => [one, libOfFolder(unit)])),
  );
  const libOf = (one: Declaration) => libs.get(one) as string;
  const absent = new Set(repairs.absent.map(([key, name]) => `${key} ${name}`));
  const closed = closedTypes(declarations, scope, new Set(repairs.opened));
  const isClosed = (one: Declaration) => closed.has(one);
  const isAbsent = (one: Declaration, name: string) => absent.has(`${one.key} ${name}`);
  const byKey = new Map(declarations.map((one) => [one.key, one]));
  const folderOfLib = new Map(plans.map(({ folder: unit }) => [libOfFolder(unit), unit]));
  const script =
    manifest.buildScript === undefined ? undefined : readFileSync(join(folder, manifest.buildScript), 'utf8');
  const buildPackage = packageOfFolder('build');
  const links_ = linksName(manifest.libName);
  const rustHeader = header.map((line) => `// ${line}`).join('\n');
  const tomlHeader = header.map((line) => `# ${line}`).join('\n');

  const units: Unit[] = plans.map(({ folder: unit, members, merges }) => {
    const keys = new Set(members.map(({ key }) => key));
    const extra = {
      declarations: repairs.edges.flatMap(([from, to]) => (keys.has(from) ? (byKey.get(to) ?? []) : [])),
      traits: repairs.imports.flatMap(([from, path]) => {
        const module = keys.has(from) ? byKey.get(from)?.item.module : undefined;
        return module ? [{ module, path }] : [];
      }),
    };
    const made = unitText(libOfFolder(unit), members, extra, { source, links, libOf, isAbsent, isClosed });
    const reads = script !== undefined && asksForFindings(made.text, script);
    const needed = made.units.map((lib) => folderOfLib.get(lib) as string);
    const crates = crateNames(made.crates, crate);
    const manifestText = renderUnitManifest(
      manifest,
      {
        packageName: packageOfFolder(unit),
        libName: libOfFolder(unit),
        units: new Map([
          ...needed.map((other) => [packageOfFolder(other), `../${other}`] as const),
          ...(reads ? [[buildPackage, '../build'] as const] : []),
        ]),
        crates,
        buildScript: reads,
      },
      tomlHeader,
      (path) => placePath(path, unit),
    );
    return {
      packageName: packageOfFolder(unit),
      libName: libOfFolder(unit),
      folder: unit,
      declarations: [...new Set(members.filter(isCounted).map(({ key }) => key))].sort(),
      merges,
      lines: members.reduce((sum, { item }) => sum + linesOf(item.file.text, item.node), 0),
      units: [...needed.map(packageOfFolder), ...(reads ? [buildPackage] : [])].sort(),
      crates: [...crates].sort(),
      renames: {},
      hasBuildScript: reads,
      files: sortedFiles([
        { path: 'Cargo.toml', contents: manifestText },
        { path: 'lib.rs', contents: `${rustHeader}\n${made.text}` },
        ...(reads ? [{ path: 'build.rs', contents: `${rustHeader}\n${renderFindingsScript(links_)}` }] : []),
        ...copies(folder, made.files),
      ]),
    };
  });
  if (script !== undefined && manifest.buildScript !== undefined) {
    const buildManifest = renderUnitManifest(
      { ...manifest, dependencies: [] },
      {
        packageName: buildPackage,
        libName: libOfFolder('build'),
        units: new Map(),
        crates: new Set(),
        buildScript: true,
        links: links_,
      },
      tomlHeader,
      (path) => placePath(path, 'build'),
    );
    units.push({
      packageName: buildPackage,
      libName: libOfFolder('build'),
      folder: 'build',
      declarations: [],
      merges: [],
      lines: 0,
      units: [],
      crates: [],
      renames: {},
      hasBuildScript: true,
      links: links_,
      files: sortedFiles([
        { path: 'Cargo.toml', contents: `${buildManifest}${buildDependencies(crate)}` },
        { path: 'lib.rs', contents: `${rustHeader}\n#![no_std]\n` },
        {
          path: 'build.rs',
          contents: `${rustHeader}\n${renderBuildScript(script, manifest.buildScript, parse)}`,
        },
      ]),
    });
  }
  units.sort((one, other) => (one.packageName < other.packageName ? -1 : 1));

  const facadeMade = facadeText({
    source,
    declarations,
    scope,
    libOf,
    libs: units.filter(({ folder: unit }) => unit !== 'build').map(({ libName }) => libName),
    dropped: new Set(repairs.dropped),
    isAbsent,
  });
  const reads = script !== undefined && asksForFindings(facadeMade.text, script);
  const tests = testFiles(crate);
  const facadeManifest = renderFacadeManifest(
    manifest,
    {
      units: new Map(
        units.flatMap(({ packageName, folder: unit }) =>
          unit === 'build' && !reads ? [] : [[packageName, `./${unit}`] as const],
        ),
      ),
      members: units.map(({ folder: unit }) => unit).sort(),
      tests: tests.tables,
      crateType: undefined,
      doctest: true,
      hasBuildScript: reads,
    },
    tomlHeader,
    (path) => placePath(path, ''),
  );
  const facade: Facade = {
    packageName: manifest.name,
    libName: manifest.libName,
    units: units
      .filter(({ folder: unit }) => unit !== 'build' || reads)
      .map(({ packageName }) => packageName),
    crates: manifest.dependencies.map(({ libName }) => libName).sort(),
    renames: {},
    hasBuildScript: reads,
    tests: tests.paths,
    files: sortedFiles([
      { path: 'Cargo.toml', contents: facadeManifest },
      { path: 'lib.rs', contents: `${rustHeader}\n${facadeMade.text}` },
      ...(reads ? [{ path: 'build.rs', contents: `${rustHeader}\n${renderFindingsScript(links_)}` }] : []),
      ...copies(folder, [...facadeMade.files, ...tests.files]),
    ]),
  };
  return {
    split: {
      crate: manifest.name,
      version: manifest.version,
      edition: manifest.edition,
      granularity: choices.granularity,
      units,
      facade,
    },
    plans,
    closed: new Set([...closed].map(({ key }) => key)),
  };
}

/** Impls are part of what they are of. */
function isCounted({ item }: Declaration): boolean {
  return item.kind !== 'impl';
}

function linesOf(text: string, node: { readonly start: number; readonly end: number }): number {
  return text.slice(node.start, node.end).split('\n').length;
}

/** Names in code may be those that an `extern crate` gave. */
function crateNames(named: ReadonlySet<string>, { manifest, source }: ReadCrate): ReadonlySet<string> {
  const known = new Set(manifest.dependencies.map(({ libName }) => libName));
  const aliases = new Map(
    source.root.imports.flatMap(({ isCrate, name, path }) => (isCrate ? [[name, path[0] as string]] : [])),
  );
  const found = [...named]
    .map((name) => (known.has(name) ? name : (aliases.get(name) ?? name)))
    .filter((name) => known.has(name));
  const macros = source.root.imports.filter(
    ({ isCrate, attributes, path, isTest }) =>
      isCrate &&
      !isTest &&
      known.has(path[0] as string) &&
      attributes.some(({ text }) => /\bmacro_use\b/.test(text)),
  );
  return new Set([...found, ...macros.map(({ path }) => path[0] as string)]);
}

function copies(folder: string, paths: readonly string[]): readonly PackageFile[] {
  return [...new Set(paths)]
    .filter((path) => existsSync(join(folder, path)) && path !== 'Cargo.toml' && path !== 'lib.rs')
    .map((path) => ({ path, copyOf: join(folder, path) }));
}

function sortedFiles(files: readonly PackageFile[]): readonly PackageFile[] {
  return [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Files of the crate that a file of tests takes in by their paths. */
function namedFiles(folder: string, path: string): readonly string[] {
  if (!path.endsWith('.rs')) return [];
  const text = readFileSync(join(folder, path), 'utf8');
  const named = [
    ...text.matchAll(/#\[\s*path\s*=\s*"([^"\\]*)"/g),
    ...text.matchAll(/\binclude(?:_str|_bytes)?!\s*[({[]\s*"([^"\\]*)"/g),
  ].map(([, written = '']) => posix.normalize(posix.join(posix.dirname(path), written)));
  return named.filter(
    (other) => !other.startsWith('..') && statSync(join(folder, other), { throwIfNoEntry: false })?.isFile(),
  );
}

/** The integration tests, with all that lies in `tests`. */
function testFiles({ folder, manifest }: ReadCrate) {
  const files: string[] = [];
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = posix.join(path, entry.name);
      if (entry.isDirectory()) walk(inner);
      else if (entry.isFile()) files.push(inner);
    }
  };
  if (existsSync(join(folder, 'tests'))) walk('tests');
  for (const path of files)
    for (const other of namedFiles(folder, path)) if (!files.includes(other)) files.push(other);
  const found = manifest.findsTests
    ? files.flatMap((path) => {
        const name = /^tests\/([^/]+)(?:\.rs|\/main\.rs)$/.exec(path)?.[1];
        return name === undefined ? [] : [{ name, path, table: { name, path } }];
      })
    : [];
  const listed = manifest.listedTests.map((test) => ({
    ...test,
    table: { ...test.table, name: test.name, path: test.path },
  }));
  for (const { path } of listed)
    if (!files.includes(path) && statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
      files.push(path);
  const all = [
    ...listed,
    ...found.filter(({ name, path }) => !listed.some((test) => test.name === name || test.path === path)),
  ]
    .filter(({ path }) => files.includes(path))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { files, paths: all.map(({ path }) => path), tables: all.map(({ table }) => table) };
}

function buildDependencies({ manifest }: ReadCrate): string {
  return manifest.buildDependencies
    .map(
      ({ key, table }) =>
        `\n[build-dependencies.${JSON.stringify(key)}]\n${Object.entries(table)
          .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
          .join('\n')}\n`,
    )
    .join('');
}
