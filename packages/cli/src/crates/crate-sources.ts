// Lists what the splits of a lattice were made from: takes them, gives files and folders, so that a change is seen.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Project } from '../project/read-project.js';

const left: ReadonlySet<string> = new Set(['node_modules', 'target']);

/** Absolute paths. A folder is one of them, since a file may come into it. */
export function crateSources({ lattice, splits, repository, output }: Project): readonly string[] {
  const folders = splits.flatMap(({ crate, split }) => [
    join(lattice.folder, crate.path),
    ...split.crates.map(({ folder }) => folder).filter((folder) => isWithin(repository.root, folder)),
  ]);
  return [...new Set(folders)].flatMap((folder) => listBelow(folder, output));
}

function listBelow(folder: string, output: string): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || left.has(entry.name) || path === output) return [];
    return entry.isDirectory() ? listBelow(path, output) : entry.isFile() ? [path] : [];
  });
  return [folder, ...files];
}

function isWithin(root: string, folder: string): boolean {
  const way = relative(root, folder);
  return way !== '..' && !way.startsWith('../');
}
