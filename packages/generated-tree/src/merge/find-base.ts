// Finds the text that an edited file comes from: takes its hashes, gives the text from git or from this clone's notes.
import { hash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import type { Repository } from '@flake-lattice/programs';
import { findPristine } from '../local/pristine.js';
import { manifestPath } from '../manifest/manifest.js';
import { parseManifest } from '../manifest/parse-manifest.js';

export interface BasePlace {
  /** Absolute path of the tree. */
  readonly folder: string;
  /** Absolute path of the tree's folder of notes. */
  readonly state: string;
  readonly repository: Repository | undefined;
}

/**
 * The texts of these hashes that can be found. Where there is none, as of a file that a person kept in another clone, it
 * is the last text in git that a manifest in git lists as generated: what both come from lies further back then.
 *
 * @param path relative to the tree
 * @returns at least one
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
  if (repository) {
    const versions = await readVersions(repository, folder, path);
    const texts = versions.filter((text) => wanted.has(hash('sha256', text)));
    if (texts.length > 0) return texts;
    const known = new Set<string>();
    for (const text of await readVersions(repository, folder, manifestPath)) {
      for (const name of entriesIn(text, path)) known.add(name);
    }
    const last = versions.find((text) => known.has(hash('sha256', text)));
    if (last) return [last];
  }
  throw new CodedError({
    code: 'MERGE_BASE_MISSING',
    message: `\`${join(folder, path)}\` cannot be merged: the text that it was generated with is neither in git nor in this clone`,
    hint: '--keep   (the file stays as it is)\n--overwrite   (what is generated takes its place)',
    place: { file: join(folder, path) },
  });
}

/** All that a file ever was in git, the newest first. */
async function readVersions(
  { history, root }: Repository,
  folder: string,
  path: string,
): Promise<readonly Buffer[]> {
  const top = join(relative(root, realpathSync(folder)), path)
    .split(sep)
    .join('/');
  return [...(await history.readBlobs(await history.listVersions(top))).values()];
}

/** A manifest that cannot be read lists nothing. */
function entriesIn(manifest: Buffer, path: string): readonly string[] {
  try {
    return parseManifest(manifest.toString(), manifestPath).get(path)?.generated ?? [];
  } catch (fault) {
    if (isCodedError(fault)) return [];
    throw fault;
  }
}
