// Reads a crate from the disk: takes its folder, gives its manifest, its modules and its programs.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { RustParser } from '../syntax/rust-parser.js';
import type { CrateSource } from './crate-source.js';
import { type Manifest, readManifest } from './manifest.js';
import { readModules } from './read-modules.js';
import { type Program, readPrograms } from './read-programs.js';

export interface ReadCrate {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly source: CrateSource;
  readonly programs: readonly Program[];
}

/**
 * @throws CodedError CRATE_NOT_FOUND, CRATE_MANIFEST, CRATE_WITHOUT_LIBRARY, CRATE_IS_PROC_MACRO, CRATE_FILE_MISSING,
 * RUST_SYNTAX
 */
export function readCrate(folder: string, parse: RustParser): ReadCrate {
  const manifest = readManifestIn(folder);
  const texts = new Map<string, string | undefined>();
  const readText = (path: string) => {
    if (!texts.has(path))
      texts.set(path, isFileIn(folder, path) ? readFileSync(join(folder, path), 'utf8') : undefined);
    return texts.get(path);
  };
  const source = readModules(manifest.libPath, readText, parse);
  return { folder, manifest, source, programs: readPrograms(folder, manifest, readText, parse) };
}

/** The name of its package. @throws CodedError as {@link readCrate} does, but for what lies in files of Rust */
export function readCrateName(folder: string): string {
  return readManifestIn(folder).name;
}

function readManifestIn(folder: string): Manifest {
  const file = join(folder, 'Cargo.toml');
  if (!existsSync(file))
    throw new CodedError({
      code: 'CRATE_NOT_FOUND',
      message: `\`${relative('.', folder) || folder}\` is no crate: it has no Cargo.toml`,
      hint: 'name the folder of a library crate, the one with its Cargo.toml',
      place: { file },
    });
  return readManifest(readFileSync(file, 'utf8'), file, (path) => isFileIn(folder, path));
}

function isFileIn(folder: string, path: string): boolean {
  return statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
}
