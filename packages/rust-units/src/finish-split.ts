// Finishes a split: takes its packages, and gives them with their crates, their record, and files that will last.
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltSplit } from './build-split.js';
import type { ResolvedCrates } from './cargo/read-crates.js';
import { recordFile, renderRecord, type SplitRecord } from './record.js';
import type { CrateSplit, PackageFile, RustPackage } from './split.js';

export function withRecord<Split extends BuiltSplit['split']>(
  split: Split,
  record: SplitRecord,
  header: readonly string[],
): Split {
  const file = { path: recordFile, contents: renderRecord(record, header) };
  const files = [...split.facade.files, file].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { ...split, facade: { ...split.facade, files } };
}

export function withCrates(
  split: BuiltSplit['split'],
  { features, crates, used, usedByScripts, usedByTests }: ResolvedCrates,
): CrateSplit {
  const place = <Package extends RustPackage>(one: Package): Package => {
    const own = used.get(one.packageName) ?? [];
    const byScript = usedByScripts.get(one.packageName) ?? [];
    return {
      ...one,
      crates: [...new Set(own.map(({ id }) => id))].sort(),
      ...(byScript.length > 0 ? { buildCrates: byScript } : {}),
      renames: Object.fromEntries(
        own.flatMap(({ knownAs, libName, id }) => (knownAs === libName ? [] : [[knownAs, id]])),
      ),
    };
  };
  const facade = { ...place(split.facade), ...(usedByTests.length > 0 ? { testCrates: usedByTests } : {}) };
  return { ...split, units: split.units.map(place), facade, features, crates };
}

/** The copy that files come from will not last: texts are kept, and others are those of the crate itself. */
export function withContents<Split extends BuiltSplit['split']>(split: Split, folder: string): Split {
  const settle = (file: PackageFile): PackageFile => {
    if (!('copyOf' in file)) return file;
    const bytes = readFileSync(file.copyOf);
    return isUtf8(bytes)
      ? { path: file.path, contents: bytes.toString() }
      : { path: file.path, copyOf: join(folder, file.path) };
  };
  return {
    ...split,
    units: split.units.map((unit) => ({ ...unit, files: unit.files.map(settle) })),
    facade: { ...split.facade, files: split.facade.files.map(settle) },
  };
}
