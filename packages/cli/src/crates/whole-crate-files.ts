// Lists the files of a crate that its compiler may read: takes the crate, gives their paths from its folder.
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { WholeCrate } from '@flake-lattice/rust-units';

/** Where Cargo has what is no part of the library, and what a build leaves behind. */
const beside: ReadonlySet<string> = new Set(['benches', 'examples', 'target', 'tests', 'node_modules']);

/**
 * Cargo.toml, the build script, the texts of the folder that the library lies in, and the files that these include by name.
 * A build script may read anything, so that with one it is the whole crate, without its tests and examples.
 */
export function listCrateFiles({ folder, libPath, buildScript }: WholeCrate): readonly string[] {
  const source = posix.dirname(libPath);
  const isWhole = buildScript !== undefined || source === '.';
  const found = new Set<string>(['Cargo.toml', libPath, ...(buildScript === undefined ? [] : [buildScript])]);
  // An image that lies there is for people; one that the code includes is found below.
  for (const file of filesBelow(folder, isWhole ? '' : source)) {
    if (buildScript !== undefined || isUtf8(readFileSync(join(folder, file)))) found.add(file);
  }
  // A `build.rs` that Cargo.toml does not name would be found and run.
  if (buildScript === undefined) found.delete('build.rs');
  for (const file of found) {
    if (file.endsWith('.rs')) for (const other of includedBy(folder, file)) found.add(other);
  }
  return [...found].filter((file) => isFile(join(folder, file))).sort();
}

function filesBelow(folder: string, inside: string): readonly string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(inside, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'Cargo.lock') return [];
    if (entry.isDirectory()) return inside === '' && beside.has(entry.name) ? [] : filesBelow(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

/** What `include!` and its kin, and `#[path]`, name by a literal. */
function includedBy(folder: string, file: string): readonly string[] {
  const text = isFile(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  const named = [
    ...[...text.matchAll(/\binclude(?:_str|_bytes)?!\s*[([{]\s*"([^"\\]+)"/g)].map(([, path = '']) =>
      posix.join(posix.dirname(file), path),
    ),
    ...[...text.matchAll(/env!\s*\(\s*"CARGO_MANIFEST_DIR"\s*\)\s*,\s*"\/?([^"\\]+)"/g)].map(
      ([, path = '']) => posix.normalize(path),
    ),
  ];
  return named.filter((path) => !path.startsWith('..') && isFile(join(folder, path)));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
