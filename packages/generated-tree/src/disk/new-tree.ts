// Stages a tree that is not there yet beside its place: takes files one by one, and moves all of them there in one step.
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeEmpty } from './remove-empty.js';
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

/** Git is not to see what lies here, whoever adds all there is; and by it a later run knows the folder as one of these. */
const ignoring = '# A run of flake-lattice stages files here.\n*\n';

/**
 * A run that dies leaves no more than a folder beside the tree, which git does not see, and which the next run that
 * writes removes.
 *
 * @param folder absolute path of the tree; folders above it are made where they are missing
 */
export function beginTree(folder: string): NewTree {
  const place = placeBeside(folder);
  clearTree(folder);
  const made = mkdirSync(dirname(place), { recursive: true });
  const abandon = () => {
    clearTree(folder);
    if (made !== undefined) removeEmpty(dirname(place), made);
  };
  try {
    mkdirSync(place);
    writeFileSync(join(place, '.gitignore'), ignoring);
    mkdirSync(join(place, 'tree'));
  } catch (fault) {
    abandon();
    throw fault;
  }
  const placeOf = (path: string) => `${place}/tree/${path}`;
  return {
    kind: 'tree',
    folderFor: placeOf,
    placeInFolder: placeOf,
    add: (path, contents) => {
      mkdirSync(dirname(placeOf(path)), { recursive: true });
      writeNew(placeOf(path), contents);
    },
    finish: () => {
      renameSync(join(place, 'tree'), folder);
      clearTree(folder);
    },
    abandon,
  };
}

/** Removes what a run that died has left beside a tree. What cannot be removed stays; nothing but that is touched. */
export function clearTree(folder: string): void {
  const place = placeBeside(folder);
  try {
    if (isOurs(place)) rmSync(place, { recursive: true });
  } catch {}
}

/** Nothing else has both the name and that file; a run may have died before it was written. */
function isOurs(place: string): boolean {
  if (!lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) return false;
  const names = readdirSync(place).sort().join('/');
  if (names !== '.gitignore' && names !== '.gitignore/tree') return names === '';
  return ignoring.startsWith(readFileSync(join(place, '.gitignore'), 'utf8'));
}

function placeBeside(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.flake-lattice`);
}
