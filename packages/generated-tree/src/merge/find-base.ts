// Finds the text that an edited file comes from: takes its hashes, gives the text from git or from this clone's notes.
import { hash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { Repository } from '@flake-lattice/programs';
import { findPristine } from '../local/pristine.js';

export interface BasePlace {
  /** Absolute path of the tree. */
  readonly folder: string;
  /** Absolute path of the tree's folder of notes. */
  readonly state: string;
  readonly repository: Repository | undefined;
}

/**
 * The texts of these hashes that can be found, at least one.
 *
 * @param path relative to the tree
 * @throws CodedError MERGE_BASE_MISSING
 */
export async function findBases(
  { folder, state, repository }: BasePlace,
  path: string,
  hashes: readonly string[],
): Promise<readonly Buffer[]> {
  const wanted = new Set(hashes);
  const kept = findPristine(state, wanted);
  if (kept.size > 0) return [...kept.values()];
  if (repository && wanted.size > 0) {
    const { history, root } = repository;
    const top = join(relative(root, realpathSync(folder)), path)
      .split(sep)
      .join('/');
    const blobs = await history.readBlobs(await history.listVersions(top));
    const texts = [...blobs.values()].filter((text) => wanted.has(hash('sha256', text)));
    if (texts.length > 0) return texts;
  }
  throw new CodedError({
    code: 'MERGE_BASE_MISSING',
    message: `\`${join(folder, path)}\` cannot be merged: the text that it was generated with is neither in git nor in this clone`,
    hint: '--keep   (the file stays as it is)\n--overwrite   (what is generated takes its place)',
    place: { file: join(folder, path) },
  });
}
