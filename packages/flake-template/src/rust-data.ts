// Takes a Rust package that is a node, and those it depends on, gives what the template of its flake sees of it.
import type { RustNode, RustNodes } from './rust-node.js';

export interface RustData {
  /** The attributes of `buildRustCrate` that are plain data. */
  readonly crate: object;
  /** Files, and the folders that they lie in. */
  readonly libraryFiles: readonly string[];
  readonly testFiles: readonly string[];
  readonly dependencies: readonly string[];
  /** With those above. */
  readonly testDependencies: readonly string[];
  readonly buildDependencies: readonly string[] | null;
  /** Whether its build script tells those of other crates something. */
  readonly tells: true | null;
  /** Whether it has programs, which are commands for the nodes above. */
  readonly hasPrograms: true | null;
  /** As code writes them, by input. */
  readonly renames: Readonly<Record<string, string>>;
}

export function rustData(node: RustNode, packages: RustNodes): RustData {
  const { libraryFiles, testFiles, dependencies, buildDependencies, testDependencies, renames } = node;
  return {
    crate: crateOf(node, packages),
    libraryFiles: withFolders(libraryFiles),
    testFiles: withFolders([...libraryFiles, ...testFiles]),
    dependencies,
    testDependencies: [...new Set([...dependencies, ...testDependencies])].sort(),
    buildDependencies: buildDependencies.length === 0 ? null : buildDependencies,
    tells: node.links === undefined ? null : true,
    hasPrograms: (node.programs ?? []).length === 0 ? null : true,
    renames: Object.fromEntries(Object.entries(renames).map(([input, known]) => [input, underscored(known)])),
  };
}

function crateOf(node: RustNode, packages: RustNodes): object {
  const { crateName, version, edition, libPath, features, buildScript, links, programs = [] } = node;
  const renames = renamesOf(node, packages);
  return {
    crateName,
    version,
    edition,
    libPath,
    libName: underscored(node.libName),
    ...(features.length === 0 ? {} : { features }),
    ...(Object.keys(renames).length === 0 ? {} : { crateRenames: renames }),
    ...(node.isProcMacro ? { procMacro: true } : {}),
    ...(buildScript === undefined || buildScript === 'build.rs' ? {} : { build: buildScript }),
    ...(links === undefined ? {} : { links }),
    ...node.described,
    // Where there are no programs, none are looked for.
    crateBin: programs.map(({ name, path, requiredFeatures }) => ({
      name,
      path,
      ...(requiredFeatures.length === 0 ? {} : { requiredFeatures }),
    })),
  };
}

/** By the name of the package, with the version, since two versions of one may be there. */
function renamesOf({ renames }: RustNode, packages: RustNodes): Readonly<Record<string, readonly object[]>> {
  const found: Record<string, object[]> = Object.create(null);
  for (const [name, rename] of Object.entries(renames).sort()) {
    const used = packages.get(name);
    if (used === undefined) throw new Error(`\`${name}\` is no Rust package of the lattice`);
    found[used.crateName] = [...(found[used.crateName] ?? []), { rename, version: used.version }];
  }
  return found;
}

function withFolders(files: readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const file of files) {
    for (let end = file.indexOf('/'); end > 0; end = file.indexOf('/', end + 1)) all.add(file.slice(0, end));
    all.add(file);
  }
  return [...all].sort();
}

function underscored(name: string): string {
  return name.replaceAll('-', '_');
}
