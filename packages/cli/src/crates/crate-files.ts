// Takes the splits of a lattice, gives the files of units, facades and crates that are used as they are.
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { folderOfNode, type RustNodes } from '@flake-lattice/flake-template';
import type { TreeFile } from '@flake-lattice/generated-tree';
import type { PackageFile } from '@flake-lattice/rust-units';
import { crateNodeName, type SplitOfCrate, unitNodeName } from './node-names.js';
import { sharedCrates } from './whole-crates.js';

/** @throws CodedError CRATE_FILE_BINARY */
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

function contentsOf(file: PackageFile): string {
  if ('contents' in file) return file.contents;
  const bytes = readFileSync(file.copyOf);
  if (isUtf8(bytes)) return bytes.toString();
  throw new CodedError({
    code: 'CRATE_FILE_BINARY',
    message: `\`${file.copyOf}\` is no text, and a generated tree holds texts alone`,
    hint: 'have a build script make the file, or take the crate out of lattice.toml',
    place: { file: file.copyOf },
  });
}
