// Takes the splits of a lattice, gives the files of units, facades and crates that are used as they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOfNode, type RustNodes } from '@flake-lattice/flake-template';
import type { TreeFile } from '@flake-lattice/generated-tree';
import type { PackageFile } from '@flake-lattice/rust-units';
import { crateNodeName, type SplitOfCrate, unitNodeName } from './node-names.js';
import { sharedCrates } from './whole-crates.js';

export function crateFiles(packages: RustNodes, splits: readonly SplitOfCrate[]): readonly TreeFile[] {
  const filesOf = (name: string, files: readonly PackageFile[]): readonly TreeFile[] => {
    const folder = folderOfNode(packages, name);
    return files.map((file) => ({ path: `${folder}/${file.path}`, contents: contentsOf(file) }));
  };
  const own = splits.flatMap((one) => [
    ...filesOf(one.crate.name, one.split.facade.files),
    ...one.split.units.flatMap((unit) => filesOf(unitNodeName(one, unit.packageName), unit.files)),
  ]);
  const others = [...sharedCrates(splits).values()].flatMap(({ id, folder }) => {
    const name = crateNodeName(id);
    const files = packages.get(name)?.libraryFiles ?? [];
    return filesOf(
      name,
      files.map((path) => ({ path, copyOf: join(folder, path) })),
    );
  });
  return [...own, ...others];
}

function contentsOf(file: PackageFile): string | Uint8Array {
  return 'contents' in file ? file.contents : readFileSync(file.copyOf);
}
