// Reads the programs of a crate: takes its manifest, gives each with all files that it is made of.
import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { RustParser } from '../syntax/rust-parser.js';
import type { Manifest, Target } from './manifest.js';
import { isWithinCrate, withNamedFiles } from './named-files.js';
import { readModules } from './read-modules.js';

export interface Program extends Target {
  /** From the folder of the crate, sorted. */
  readonly files: readonly string[];
}

/**
 * Sorted by name. One whose file is not there is left out: cargo says so where it matters.
 *
 * @throws CodedError CRATE_FILE_MISSING, RUST_SYNTAX
 */
export function readPrograms(
  folder: string,
  manifest: Manifest,
  readText: (path: string) => string | undefined,
  parse: RustParser,
): readonly Program[] {
  return findPrograms(folder, manifest)
    .filter(({ path }) => readText(path) !== undefined)
    .map((target) => {
      const { modules } = readModules(target.path, readText, parse);
      const own = modules.map(({ file }) => file.path);
      for (const path of own) if (!isWithinCrate(path)) throw outside(path, target);
      const files = withNamedFiles(folder, own);
      return { ...target, files: [...files].sort() };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** As Cargo finds them. */
function findPrograms(
  folder: string,
  { name: own, listedPrograms, findsPrograms }: Manifest,
): readonly Target[] {
  const found = new Map<string, string>();
  for (const entry of existsSync(join(folder, 'src/bin'))
    ? readdirSync(join(folder, 'src/bin')).sort()
    : []) {
    if (entry.endsWith('.rs')) found.set(entry.slice(0, -'.rs'.length), `src/bin/${entry}`);
    else if (existsSync(join(folder, 'src/bin', entry, 'main.rs')))
      found.set(entry, `src/bin/${entry}/main.rs`);
  }
  if (existsSync(join(folder, 'src/main.rs'))) found.set(own, 'src/main.rs');
  const listed = listedPrograms.map(({ name, path, table }) => {
    const place = posix.normalize(path ?? found.get(name) ?? 'src/main.rs');
    return { name, path: place, table: { ...table, name, path: place } };
  });
  const others = [...found].filter(
    ([name, path]) => findsPrograms && !listed.some((each) => each.name === name || each.path === path),
  );
  return [...listed, ...others.map(([name, path]) => ({ name, path, table: { name, path } }))];
}

/** It would be written outside of the facade. */
function outside(path: string, { name }: Target): CodedError {
  return new CodedError({
    code: 'CRATE_FILE_MISSING',
    message: `\`${path}\` is part of the program \`${name}\`, and lies outside of the crate`,
    hint: 'move the file into the folder of the crate, or the program into a crate of its own',
    place: { file: 'Cargo.toml' },
  });
}
