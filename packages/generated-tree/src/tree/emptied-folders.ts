// Folders whose files are removed: says beforehand whether one goes, and removes those that became empty.
import { readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './tree-path.js';

/** Whether a folder holds nothing but files that go, at any depth; one that is empty was somebody else's. */
export function folderGoes(tree: string, path: string, going: ReadonlySet<string>): boolean {
  const entries = readdirSync(join(tree, path), { withFileTypes: true });
  return (
    entries.length > 0 &&
    entries.every((entry) => {
      const below = `${path}/${entry.name}`;
      return entry.isDirectory() ? folderGoes(tree, below, going) : going.has(below);
    })
  );
}

/** Removes the folders of these files, and those above them, as far as nothing is in them; never the tree itself. */
export function removeEmptied(tree: string, paths: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  const deepestFirst = [...folders].sort().reverse();
  for (const folder of deepestFirst) {
    try {
      rmdirSync(join(tree, folder));
    } catch (fault) {
      // Something of the user's lies there, or it is gone already, or became a link.
      if (!expected.has((fault as NodeJS.ErrnoException).code ?? '')) throw fault;
    }
  }
}

const expected: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR']);
