// Paths as git takes them: absolute ones, or those of a folder, from the top of the work tree.
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** Paths from the top of the work tree, links on the way to the folder of each resolved. */
export function pathsInside(root: string, files: readonly string[]): readonly string[] {
  const folders = new Map<string, string>();
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    folders.set(folder, relative(root, realpathSync.native(folder)));
  }
  return files.map((file) => join(folders.get(dirname(file)) ?? '', basename(file)));
}

/** The same of files below a folder, below which no link lies on the way. */
export function pathsWithin(root: string, folder: string, files: readonly string[]): readonly string[] {
  const prefix = prefixOf(root, folder);
  const start = prefix === '' ? '' : `${prefix}/`;
  return files.map((file) => start + file.slice(folder.length + 1));
}

/** The path of a folder, perhaps not there yet, from the top of the work tree; empty for the top itself. */
export function prefixOf(root: string, folder: string): string {
  try {
    return relative(root, realpathSync.native(folder));
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
    return join(prefixOf(root, dirname(folder)), basename(folder));
  }
}

export function nulSeparated(files: readonly string[]): string {
  return files.map((file) => `${file}\0`).join('');
}

/** A path that git takes for itself, whatever `*`, `[` or `:` it holds. */
export function literally(path: string): string {
  return path === '' ? ':/' : `:(literal)${path}`;
}
