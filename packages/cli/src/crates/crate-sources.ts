// Lists what the splits of a lattice were made from: takes them, gives files and folders, so that a change is seen.
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Project } from '../project/read-project.js';

const left: ReadonlySet<string> = new Set(['node_modules', 'target']);

/** What cargo reads of the folders around a crate, such as the manifest of its workspace. */
const around = ['Cargo.toml', 'Cargo.lock', '.cargo/config.toml'];

/** Absolute paths, present or not. A folder is one of them, since a file may come into it. */
export function crateSources({ lattice, splits, repository, output }: Project): readonly string[] {
  const folders = splits.flatMap(({ crate, split }) => [
    join(lattice.folder, crate.path),
    ...split.crates.map(({ folder }) => folder).filter((folder) => isWithin(repository.root, folder)),
  ]);
  const own = [...new Set(folders)];
  return [
    ...own.flatMap((folder) => listBelow(folder, output)),
    ...new Set(own.flatMap((folder) => filesAround(folder, repository.root))),
  ];
}

function listBelow(folder: string, output: string): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || left.has(entry.name) || path === output) return [];
    return entry.isDirectory() ? listBelow(path, output) : entry.isFile() ? [path] : [];
  });
  return [folder, ...files];
}

function filesAround(folder: string, root: string): readonly string[] {
  const above = dirname(folder);
  if (above === folder || !isWithin(root, above)) return [];
  return [...around.map((name) => join(above, name)), ...filesAround(above, root)];
}

function isWithin(root: string, folder: string): boolean {
  const way = relative(root, folder);
  return way !== '..' && !way.startsWith('../');
}
