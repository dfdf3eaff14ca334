// The files of one package: takes its texts and what it includes, gives all of them in order.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageFile } from '../split.js';
import { asksForFindings, renderFindingsScript } from './build-unit.js';
import type { Emission } from './emission.js';

export interface PackageTexts {
  readonly manifest: string;
  readonly code: string;
  /** The build script, where the package has one. */
  readonly script: string | undefined;
  /** Files that it takes along, from the folder of the crate and of the package. */
  readonly included: readonly string[];
}

/** Sorted by path. */
export function packageFiles(
  { rustHeader, crate: { folder } }: Emission,
  { manifest, code, script, included }: PackageTexts,
): readonly PackageFile[] {
  const files: PackageFile[] = [
    { path: 'Cargo.toml', contents: manifest },
    { path: 'lib.rs', contents: `${rustHeader}\n${code}` },
    ...(script === undefined ? [] : [{ path: 'build.rs', contents: `${rustHeader}\n${script}` }]),
  ];
  const own = new Set(files.map(({ path }) => path));
  const copies = [...new Set(included)]
    .filter((path) => !own.has(path) && existsSync(join(folder, path)))
    .map((path) => ({ path, copyOf: join(folder, path) }));
  return [...files, ...copies].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** What reads the findings of the build script, where the code asks for them. */
export function findingsScript(code: string, { script, links }: Emission): string | undefined {
  return script !== undefined && asksForFindings(code, script) ? renderFindingsScript(links) : undefined;
}
