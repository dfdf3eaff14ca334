// Takes the splits of a lattice, gives the crates that are used as they are, each once for all that use it.
import { isAbsolute, relative } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';
import type { RustNode } from '@flake-lattice/flake-template';
import type { WholeCrate } from '@flake-lattice/rust-units';
import {
  crateNodeName,
  type NameOfCrate,
  renamesByNode,
  type SharedCrates,
  type SplitOfCrate,
} from './node-names.js';
import { listCrateFiles } from './whole-crate-files.js';

/** By id, sorted. As with Cargo, one crate has the features that any of those asks for who use it. */
export function sharedCrates(splits: readonly SplitOfCrate[]): SharedCrates {
  const found = new Map<string, WholeCrate>();
  for (const each of splits.flatMap(({ split }) => split.crates)) {
    const before = found.get(each.id);
    found.set(each.id, before ? unite(before, each) : each);
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function unite(one: WholeCrate, other: WholeCrate): WholeCrate {
  const both = (key: 'features' | 'crates' | 'buildCrates') =>
    [...new Set([...one[key], ...other[key]])].sort();
  return {
    ...one,
    features: both('features'),
    crates: both('crates'),
    buildCrates: both('buildCrates'),
    renames: { ...one.renames, ...other.renames },
  };
}

export function crateNode(
  crate: WholeCrate,
  shared: SharedCrates,
  nameOfCrate: NameOfCrate,
  lattice: Lattice,
): RustNode {
  const { id, name, version, edition, libName, libPath, features, isProcMacro, buildScript, links } = crate;
  const node = crateNodeName(id);
  return {
    kind: 'crate',
    name: node,
    folder: node,
    description: `The crate ${name} ${version}`,
    source: shownFolder(crate, lattice),
    generatedWith: node,
    crateName: name,
    version,
    edition,
    libName,
    libPath,
    features,
    isProcMacro,
    ...(buildScript === undefined ? {} : { buildScript }),
    ...(links === undefined ? {} : { links }),
    dependencies: crate.crates.map(nameOfCrate).sort(),
    buildDependencies: crate.buildCrates.map(nameOfCrate).sort(),
    renames: renamesByNode(crate.renames, [...crate.crates, ...crate.buildCrates], shared, nameOfCrate),
    libraryFiles: listCrateFiles(crate),
    testFiles: [],
    testDependencies: [],
  };
}

/** A place of this machine says nothing on another. */
function shownFolder({ name, version, folder }: WholeCrate, lattice: Lattice): string {
  const way = relative(lattice.folder, folder);
  return way.startsWith('..') || isAbsolute(way) ? `${name} ${version}` : way;
}
