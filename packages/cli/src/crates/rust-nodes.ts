// Takes the crates of a lattice with their splits, gives the nodes that they are: a facade each, units, whole crates.
import { join, relative } from 'node:path';
import type { Lattice } from '@flake-lattice/config-builder';
import type { RustNode } from '@flake-lattice/flake-template';
import type { RustPackage, Unit } from '@flake-lattice/rust-units';
import {
  crateNodeName,
  type NameOfCrate,
  renamesByNode,
  type SharedCrates,
  type SplitOfCrate,
  unitNodeName,
} from './node-names.js';
import { crateNode, sharedCrates } from './whole-crates.js';

/** What a split remembers lies beside the facade, and no compiler reads it. */
const record = 'split.json';

/** Two may have one name. */
export function rustNodes(lattice: Lattice, splits: readonly SplitOfCrate[]): readonly RustNode[] {
  const shared = sharedCrates(splits);
  const facades = facadesByCrate(lattice, splits, shared);
  const nameOfCrate = (id: string) => facades.get(id) ?? crateNodeName(id);
  const nodes: RustNode[] = splits.flatMap((one) => [
    facadeNode(one, shared, nameOfCrate),
    ...one.split.units.map((unit) => unitNode(one, unit, shared, nameOfCrate)),
  ]);
  for (const each of shared.values()) {
    if (!facades.has(each.id)) nodes.push(crateNode(each, shared, nameOfCrate, lattice));
  }
  return nodes;
}

/** Those that some crate uses and that are split themselves, with the features that are asked for: by id. */
function facadesByCrate(
  lattice: Lattice,
  splits: readonly SplitOfCrate[],
  shared: SharedCrates,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { crate, split } of splits) {
    const used = shared.get(`${split.facade.packageName}@${split.version}`);
    const isSame = used !== undefined && relative(join(lattice.folder, crate.path), used.folder) === '';
    if (isSame && used.features.every((feature) => split.features.includes(feature))) {
      found.set(used.id, crate.name);
    }
  }
  return found;
}

function facadeNode(one: SplitOfCrate, shared: SharedCrates, nameOfCrate: NameOfCrate): RustNode {
  const { crate, split } = one;
  const { facade } = split;
  const tests = facade.files.map(({ path }) => path).filter((path) => path.startsWith('tests/'));
  return {
    ...packageNode(one, facade, shared, nameOfCrate),
    kind: 'facade',
    name: crate.name,
    folder: crate.name,
    description: crate.description ?? `The crate ${crate.path}`,
    libraryFiles: facade.files
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('tests/') && path !== record),
    programs: facade.programs,
    described: facade.described,
    testFiles: tests,
    testDependencies: (facade.testCrates ?? []).map(nameOfCrate).sort(),
  };
}

function unitNode(one: SplitOfCrate, unit: Unit, shared: SharedCrates, nameOfCrate: NameOfCrate): RustNode {
  return {
    ...packageNode(one, unit, shared, nameOfCrate),
    kind: 'unit',
    name: unitNodeName(one, unit.packageName),
    folder: `${one.crate.name}/${unit.folder}`,
    description: describe(unit, one.crate.name),
    libraryFiles: unit.files.map(({ path }) => path),
    testFiles: [],
    testDependencies: [],
  };
}

function describe({ declarations }: Unit, crate: string): string {
  const [first, ...others] = declarations;
  if (first === undefined) return `What the build script of ${crate} found`;
  return `${first}${others.length === 0 ? '' : ` and ${others.length} more`} of ${crate}`;
}

type Common = Omit<
  RustNode,
  | 'kind'
  | 'name'
  | 'folder'
  | 'description'
  | 'libraryFiles'
  | 'programs'
  | 'described'
  | 'testFiles'
  | 'testDependencies'
>;

function packageNode(
  one: SplitOfCrate,
  { packageName, libName, units, crates, buildCrates = [], renames, links }: RustPackage,
  shared: SharedCrates,
  nameOfCrate: NameOfCrate,
): Common {
  const { crate, split } = one;
  return {
    source: crate.path,
    generatedWith: crate.name,
    // Of this name nixpkgs makes the `DEP_…` by which others read what its build script found.
    crateName: links ?? packageName,
    version: split.version,
    edition: split.edition,
    libName,
    libPath: 'lib.rs',
    features: split.features,
    isProcMacro: false,
    ...(links === undefined ? {} : { links }),
    dependencies: [
      ...units.map((unit) => unitNodeName(one, unit)),
      ...crates.map((id) => nameOfCrate(id)),
    ].sort(),
    buildDependencies: buildCrates.map(nameOfCrate).sort(),
    renames: renamesByNode(renames, [...crates, ...buildCrates], shared, nameOfCrate),
  };
}
