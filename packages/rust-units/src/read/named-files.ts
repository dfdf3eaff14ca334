// Finds the files that code names by their paths: takes files of a crate, gives them with all that they lead to.
import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Whether a path that a crate says stays within its folder. */
export function isWithinCrate(path: string): boolean {
  const way = posix.normalize(path);
  return !posix.isAbsolute(way) && way !== '..' && !way.startsWith('../');
}

/**
 * @param paths from the folder of the crate, `/` between names; those that are no files, or lie outside, are left out
 */
export function withNamedFiles(folder: string, paths: Iterable<string>): ReadonlySet<string> {
  const isFile = (path: string) =>
    isWithinCrate(path) && statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
  const files = new Set([...paths].filter(isFile));
  // A set goes on to what is added while it is gone through.
  for (const path of files) for (const other of namedIn(folder, path)) if (isFile(other)) files.add(other);
  return files;
}

/** What a file takes in by `#[path]` and `include!`, within the crate. */
function namedIn(folder: string, path: string): readonly string[] {
  if (!path.endsWith('.rs')) return [];
  const text = readFileSync(join(folder, path), 'utf8');
  return [
    ...text.matchAll(/#\[\s*path\s*=\s*"([^"\\]*)"/g),
    ...text.matchAll(/\binclude(?:_str|_bytes)?!\s*[({[]\s*"([^"\\]*)"/g),
  ]
    .map(([, written = '']) => posix.normalize(posix.join(posix.dirname(path), written)))
    .filter(isWithinCrate);
}
