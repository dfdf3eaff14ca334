// What git says of a folder: takes the listing that it prints, gives what the index holds there and what it does not, and
// the patterns by which git finds new files of it.
import { dirname } from 'node:path';
import { literally } from './repository-paths.js';

export interface FolderListing {
  /** The files below the folder that the index holds, relative to it, `/` between names. */
  readonly tracked: ReadonlySet<string>;
  /** What else lies there, ignored files too: from the top of the work tree; a folder of another repository ends in `/`. */
  readonly others: readonly string[];
  /** Whether a merge left conflicts there. */
  readonly isUnmerged: boolean;
}

/** The options of `git ls-files` whose output {@link readListing} takes. */
export const listingOptions = ['-z', '-t', '--full-name', '--cached', '--others'] as const;

/** @param prefix the path of the folder from the top of the work tree */
export function readListing(printed: string, prefix: string): FolderListing {
  const start = prefix === '' ? 0 : prefix.length + 1;
  const tracked = new Set<string>();
  const others: string[] = [];
  let isUnmerged = false;
  for (const entry of printed.split('\0')) {
    const path = entry.slice(2);
    if (entry.startsWith('? ')) others.push(path);
    else if (path !== '') tracked.add(path.slice(start));
    isUnmerged ||= entry.startsWith('M ');
  }
  return { tracked, others, isUnmerged };
}

/** From so many files on, git is told of their folder instead: it holds each file against each pattern. */
const manyFiles = 100;

/**
 * The patterns by which git finds just these files: the files, or the folder that they share without what else lies
 * there unknown to git. A folder in which a merge left conflicts is never named: git would take them for resolved.
 *
 * @param list called for the folder that the files share
 */
export async function patternsOf(
  paths: readonly string[],
  list: (folder: string) => Promise<FolderListing>,
): Promise<readonly string[]> {
  const literal = paths.map(literally);
  const folder = sharedFolder(paths);
  if (paths.length < manyFiles || folder === '') return literal;
  const { others, isUnmerged } = await list(folder);
  const wanted = new Set(paths);
  const left = others.filter((path) => !wanted.has(path));
  if (isUnmerged || left.length >= paths.length) return literal;
  return [literally(folder), ...left.map((path) => `:(exclude,literal)${path.replace(/\/$/, '')}`)];
}

export function sharedFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? '');
  for (const path of paths) while (folder !== '.' && !path.startsWith(`${folder}/`)) folder = dirname(folder);
  return folder === '.' ? '' : folder;
}
