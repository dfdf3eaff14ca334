// Looks at the places of a tree before anything is written: takes paths, says what is there or refuses it.
import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { codeFileFault, outputIsFile } from '../file-fault.js';
import { folderOf } from '../tree/tree-path.js';

/** What every file system in use takes at most, in bytes; a path has its final NUL beside it. */
const longestName = 255;
const longestPath = 4095;

export interface Places {
  /** Absolute path of the tree. */
  readonly folder: string;
  /**
   * Whether the folder (relative to the tree, empty for the tree itself) is there.
   *
   * @throws CodedError OUTPUT_IS_LINK, OUTPUT_IS_FILE, OUTPUT_NOT_WRITABLE
   */
  readonly hasFolder: (path: string) => boolean;
  /**
   * Whether the folder of a file is there, that is, whether the file may be.
   *
   * @throws CodedError as {@link hasFolder}, PATH_TOO_LONG
   */
  readonly reaches: (path: string) => boolean;
  /**
   * What is in the place of a file, its folders looked at first; nothing where nothing is.
   *
   * @throws CodedError as {@link hasFolder}, PATH_TOO_LONG
   */
  readonly look: (path: string) => Stats | undefined;
  /**
   * That entries can be made in, and taken from, the folder of this file, or the nearest one above that is there.
   *
   * @throws CodedError OUTPUT_NOT_WRITABLE
   */
  readonly checkWritable: (path: string) => void;
}

/**
 * @param root absolute path, above the tree; from there on no link is followed
 * @param isGoing whether a file will be gone before any is written: a folder may come in its place
 * @param fresh folders, relative to the tree, that are known not to be there
 * @throws CodedError OUTPUT_IS_LINK, OUTPUT_IS_FILE
 */
export function readPlaces(
  root: string,
  folder: string,
  isGoing: (path: string) => boolean = () => false,
  fresh: readonly string[] = [],
): Places {
  const found = new Map<string, boolean>(fresh.map((path) => [path, false]));
  const writable = new Set<string>();
  for (const above of foldersBetween(root, folder)) isFolder(above, statusOf(above));
  const hasFolder = (path: string): boolean => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const isThere =
      path === ''
        ? isFolder(folder, statusOf(folder))
        : hasFolder(folderOf(path)) && isFolderOf(`${folder}/${path}`, path);
    found.set(path, isThere);
    return isThere;
  };
  const isFolderOf = (file: string, path: string) => {
    const stats = statusOf(file);
    if (stats?.isFile() && isGoing(path)) return false;
    return isFolder(file, stats);
  };
  const reaches = (path: string) => {
    checkLength(folder, path);
    return hasFolder(folderOf(path));
  };
  return {
    folder,
    hasFolder,
    reaches,
    look: (path) => (reaches(path) ? statusOf(`${folder}/${path}`) : undefined),
    checkWritable: (path) => {
      let nearest = folderOf(path);
      while (nearest !== '' && !hasFolder(nearest)) nearest = folderOf(nearest);
      if (writable.has(nearest)) return;
      let there = join(folder, nearest);
      while (statusOf(there) === undefined) there = dirname(there);
      try {
        accessSync(there, constants.W_OK | constants.X_OK);
      } catch (fault) {
        throw codeFileFault(fault, there);
      }
      writable.add(nearest);
    },
  };
}

/** Of a link it is the link's own. */
function statusOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch (fault) {
    throw codeFileFault(fault, file);
  }
}

function isFolder(file: string, stats: Stats | undefined): boolean {
  if (stats?.isSymbolicLink()) throw outputIsLink(file);
  if (stats && !stats.isDirectory()) throw outputIsFile(file);
  return stats !== undefined;
}

export function outputIsLink(file: string): CodedError {
  return new CodedError({
    code: 'OUTPUT_IS_LINK',
    message: `\`${file}\` is a symbolic link, and what is generated is not written through one`,
    hint: 'remove the link, or choose another output folder',
    place: { file },
  });
}

function foldersBetween(root: string, folder: string): readonly string[] {
  const names = relative(root, folder).split(sep);
  return names.map((_, index) => join(root, ...names.slice(0, index + 1)));
}

function checkLength(folder: string, path: string): void {
  if (folder.length + path.length < 80) return;
  const file = join(folder, path);
  const name = path.split('/').find((part) => Buffer.byteLength(part) > longestName);
  const length = Buffer.byteLength(file);
  if (name === undefined && length <= longestPath) return;
  const fact =
    name === undefined
      ? `its path has ${length} bytes, and ${longestPath} is the most`
      : `\`${name}\` has ${Buffer.byteLength(name)} bytes, and ${longestName} is the most for a name`;
  throw new CodedError({
    code: 'PATH_TOO_LONG',
    message: `\`${file}\` cannot be written: ${fact}`,
    hint: 'choose a shorter name, or a shorter path for the repository',
    place: { file },
  });
}
