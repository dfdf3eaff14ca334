// Stages a tree that is not there yet beside its place: takes files one by one, and moves all of them there in one step.
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeNew } from './small-files.js';

export interface NewTree {
  readonly kind: 'tree';
  /** Where a folder, or a file of it, is staged: for who makes the folder and writes the file himself. */
  readonly folderFor: (folder: string) => string;
  readonly placeInFolder: (path: string) => string;
  /** Writes a file, its folder too where that is missing. */
  readonly add: (path: string, contents: string | Uint8Array) => void;
  /** Makes it the tree. A fault, with nothing moved, where somebody has made a folder there that holds something. */
  readonly finish: () => void;
  /** Leaves the disk as it was. */
  readonly abandon: () => void;
}

/**
 * A run that dies leaves no more than a folder beside the tree, which git does not see and the next run removes.
 *
 * @param folder absolute path of the tree; the folder above it is there
 */
export function beginTree(folder: string): NewTree {
  const place = placeBeside(folder);
  clearTree(folder);
  mkdirSync(place);
  // Git is not to see what lies here, whoever adds all there is.
  writeFileSync(join(place, '.gitignore'), '*\n');
  const tree = `${place}/tree`;
  mkdirSync(tree);
  const folderFor = (path: string) => `${tree}/${path}`;
  return {
    kind: 'tree',
    folderFor,
    placeInFolder: folderFor,
    add: (path, contents) => {
      mkdirSync(dirname(folderFor(path)), { recursive: true });
      writeNew(folderFor(path), contents);
    },
    finish: () => {
      renameSync(tree, folder);
      clearTree(folder);
    },
    abandon: () => clearTree(folder),
  };
}

/** Removes what a run that died has left beside a tree. */
export function clearTree(folder: string): void {
  const place = placeBeside(folder);
  if (lstatSync(place, { throwIfNoEntry: false })) rmSync(place, { recursive: true, force: true });
}

function placeBeside(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.flake-lattice`);
}
