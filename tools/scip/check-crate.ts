// Checks the resolver on one crate: takes its folder, has it indexed, and gives the comparison.
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLinks } from '@flake-lattice/rust-units';
import { type Comparison, compareCrate } from './compare-crate.js';
import { copyLibrary } from './copy-library.js';
import { findReferences, type TextOf } from './find-references.js';
import { type IndexCrateOptions, indexCrate } from './index-crate.js';
import type { ScipIndex } from './read-index.js';

export interface CheckedCrate {
  readonly name: string;
  readonly seconds: number;
  readonly comparison: Comparison;
  /** As {@link indexCrate} says. */
  readonly isAlone: boolean;
}

export interface CheckCrateOptions extends Omit<IndexCrateOptions, 'work'> {
  /** Absolute path of a `config.toml` by which cargo finds dependencies; absent where there are none. */
  readonly configuration?: string;
}

/** The crate itself is left as it is. */
export async function checkCrate(
  name: string,
  folder: string,
  { configuration, ...options }: CheckCrateOptions,
): Promise<CheckedCrate> {
  const started = performance.now();
  const work = await realpath(await mkdtemp(join(tmpdir(), 'scip-')));
  try {
    const copy = join(work, 'crate');
    await copyLibrary(folder, copy, configuration);
    const { index, isAlone } = await indexCrate(copy, { ...options, work });
    const declarations = await readLinks(copy);
    const found = findReferences(index, declarations, await readTexts(copy, index));
    const comparison = compareCrate(declarations, found);
    return { name, seconds: (performance.now() - started) / 1000, comparison, isAlone };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readTexts(folder: string, { documents }: ScipIndex): Promise<TextOf> {
  const texts = await Promise.all(
    documents.map(async ({ path }) => [path, await readFile(join(folder, path), 'utf8')] as const),
  );
  const byPath = new Map(texts);
  return (path) => byPath.get(path) ?? '';
}
