// Reads the Cargo.toml of a crate: takes its text, gives what splitting it needs to know.
import { CodedError } from '@flake-lattice/errors';
import { type AnyJson, type JsonMap, parse } from '@iarna/toml';
import type { Edition } from '../split.js';
import { packageFacts } from './package-facts.js';

export interface Dependency {
  /** The key in Cargo.toml. */
  readonly key: string;
  /** The package, where the key is another name for it. */
  readonly packageName: string;
  /** As code names it: with underscores. */
  readonly libName: string;
  readonly isOptional: boolean;
  /** As it stands in Cargo.toml, in the long form. */
  readonly table: JsonMap;
  /** `cfg(unix)`, where it stands below `[target.'cfg(unix)'.dependencies]`. */
  readonly target: string | undefined;
}

/** A program or an integration test. */
export interface Target {
  readonly name: string;
  /** From the folder of the crate. */
  readonly path: string;
  /** As Cargo.toml is to list it. */
  readonly table: JsonMap;
}

/** As Cargo.toml lists it, perhaps without a path. */
export interface ListedTarget extends Omit<Target, 'path'> {
  readonly path: string | undefined;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly edition: Edition;
  readonly libName: string;
  /** `src/lib.rs`. */
  readonly libPath: string;
  /** What its code may ask about the package, see {@link packageFacts}. */
  readonly facts: ReadonlyMap<string, string>;
  /** `build.rs`, where there is one. */
  readonly buildScript: string | undefined;
  readonly links: string | undefined;
  readonly dependencies: readonly Dependency[];
  readonly buildDependencies: readonly Dependency[];
  readonly devDependencies: readonly Dependency[];
  /** With those that optional dependencies stand for. */
  readonly features: ReadonlyMap<string, readonly string[]>;
  /** Keys of `[package]` that every package of the split repeats: `rust-version`, `license`. */
  readonly shared: JsonMap;
  /** Keys of `[package]` that the facade has too, for tests and programs that ask cargo: `description`, `authors`. */
  readonly described: JsonMap;
  /** The integration tests that Cargo.toml lists. */
  readonly listedTests: readonly ListedTarget[];
  /** Whether cargo looks for others. */
  readonly findsTests: boolean;
  readonly listedPrograms: readonly ListedTarget[];
  readonly findsPrograms: boolean;
}

/** @param hasFile whether the crate has a file of that path */
export function readManifest(text: string, file: string, hasFile: (path: string) => boolean): Manifest {
  const table = parseManifest(text, file);
  const own = tableAt(table, 'package');
  if (own === undefined) throw notACrate(file, 'it has no [package]');
  const name = stringAt(own, 'name') ?? '';
  const lib = tableAt(table, 'lib') ?? {};
  if (lib['proc-macro'] === true || lib.proc_macro === true) throw procMacro(name, file);
  const libPath = stringAt(lib, 'path') ?? 'src/lib.rs';
  if (!hasFile(libPath)) throw noLibrary(name, libPath, file);
  const dependencies = readDependencies(table, 'dependencies');
  const version = stringAt(own, 'version') ?? '0.0.0';
  const edition = (stringAt(own, 'edition') ?? '2015') as Edition;
  const libName = stringAt(lib, 'name') ?? name.replaceAll('-', '_');
  return {
    name,
    version,
    edition,
    libName,
    libPath,
    facts: packageFacts(own, { name, version, libName }, hasFile),
    buildScript: buildScriptOf(own, hasFile),
    links: stringAt(own, 'links'),
    dependencies,
    buildDependencies: readDependencies(table, 'build-dependencies'),
    devDependencies: readDependencies(table, 'dev-dependencies'),
    features: readFeatures(tableAt(table, 'features') ?? {}, dependencies),
    shared: pick(own, ['license', 'rust-version']),
    described: pick(own, ['authors', 'description', 'homepage', 'repository']),
    listedTests: listedTargets(table.test),
    findsTests: findsTargets(own.autotests, edition, table.test),
    listedPrograms: listedTargets(table.bin),
    findsPrograms: findsTargets(own.autobins, edition, table.bin),
  };
}

function listedTargets(listed: AnyJson | undefined): readonly ListedTarget[] {
  return (Array.isArray(listed) ? (listed as JsonMap[]) : []).map((table) => ({
    name: stringAt(table, 'name') ?? '',
    path: stringAt(table, 'path'),
    table,
  }));
}

/** In the first edition, one that is listed keeps cargo from looking for others. */
function findsTargets(asked: AnyJson | undefined, edition: Edition, listed: AnyJson | undefined): boolean {
  return typeof asked === 'boolean' ? asked : edition !== '2015' || listed === undefined;
}

function parseManifest(text: string, file: string): JsonMap {
  try {
    return parse(text);
  } catch (cause) {
    const { line, message } = cause as { line?: number; message: string };
    throw new CodedError({
      code: 'CRATE_MANIFEST',
      message: `\`Cargo.toml\` is no valid TOML: ${message.split('\n')[0]}`,
      hint: 'mend the line',
      place: { file, ...(line === undefined ? {} : { line: line + 1 }) },
      cause,
    });
  }
}

function buildScriptOf(own: JsonMap, hasFile: (path: string) => boolean): string | undefined {
  if (own.build === false) return undefined;
  const path = stringAt(own, 'build') ?? 'build.rs';
  return hasFile(path) ? path : undefined;
}

function readDependencies(table: JsonMap, kind: string): readonly Dependency[] {
  const kinds = [...new Set([kind, kind.replace('-', '_')])];
  const targets = Object.entries((tableAt(table, 'target') ?? {}) as Record<string, JsonMap>);
  const all = [
    ...kinds.map((key) => ({ target: undefined as string | undefined, found: tableAt(table, key) })),
    ...targets.flatMap(([target, inner]) => kinds.map((key) => ({ target, found: tableAt(inner, key) }))),
  ];
  return all.flatMap(({ target, found }) =>
    Object.entries(found ?? {}).map(([key, value]) => {
      const long = typeof value === 'string' ? { version: value } : (value as JsonMap);
      return {
        key,
        packageName: stringAt(long, 'package') ?? key,
        libName: key.replaceAll('-', '_'),
        isOptional: long.optional === true,
        table: long,
        target,
      };
    }),
  );
}

function readFeatures(
  table: JsonMap,
  dependencies: readonly Dependency[],
): ReadonlyMap<string, readonly string[]> {
  const features = new Map(Object.entries(table) as [string, string[]][]);
  const named = new Set([...features.values()].flat().filter((entry) => entry.startsWith('dep:')));
  for (const { key, isOptional } of dependencies)
    if (isOptional && !features.has(key) && !named.has(`dep:${key}`)) features.set(key, [`dep:${key}`]);
  return new Map([...features].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function tableAt(table: JsonMap, key: string): JsonMap | undefined {
  const value = table[key];
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
    ? (value as JsonMap)
    : undefined;
}

function pick(table: JsonMap, keys: readonly string[]): JsonMap {
  return Object.fromEntries(
    keys.flatMap((key): [string, AnyJson][] => {
      const value = table[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function stringAt(table: JsonMap, key: string): string | undefined {
  const value = table[key];
  return typeof value === 'string' ? value : undefined;
}

function notACrate(file: string, reason: string): CodedError {
  return new CodedError({
    code: 'CRATE_NOT_FOUND',
    message: `\`${file}\` is no crate: ${reason}`,
    hint: 'name the folder of a library crate, the one with its Cargo.toml',
    place: { file },
  });
}

function noLibrary(name: string, libPath: string, file: string): CodedError {
  return new CodedError({
    code: 'CRATE_WITHOUT_LIBRARY',
    message: `\`${name}\` has no library: there is no \`${libPath}\``,
    hint: 'move what is to be split into a library: src/lib.rs, or path in [lib]',
    place: { file },
  });
}

function procMacro(name: string, file: string): CodedError {
  return new CodedError({
    code: 'CRATE_IS_PROC_MACRO',
    message: `\`${name}\` is a procedural macro, which the compiler takes as one crate only`,
    hint: 'split the crates that it is made for, or move what it is made of into a library crate',
    place: { file },
  });
}
