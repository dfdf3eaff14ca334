// Holds an output folder against the disk before anything is written: takes its path, gives nothing or an error.
import { access, constants, lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { codeFileFault, outputIsFile } from './file-fault.js';

/**
 * The folder may be missing; then the nearest folder above it must be writable.
 *
 * @param folder absolute path
 * @throws CodedError OUTPUT_IS_FILE, OUTPUT_NOT_WRITABLE
 */
export async function checkWritable(folder: string): Promise<void> {
  const nearest = await nearestFolder(folder);
  try {
    await access(nearest, constants.W_OK | constants.X_OK);
  } catch (fault) {
    throw codeFileFault(fault, nearest);
  }
}

/**
 * The folder itself, or the deepest one on the way to it that is there.
 *
 * @param folder absolute path
 * @throws CodedError OUTPUT_IS_FILE, OUTPUT_NOT_WRITABLE
 */
export async function nearestFolder(folder: string): Promise<string> {
  try {
    if (!(await stat(folder)).isDirectory()) throw outputIsFile(folder);
    return folder;
  } catch (fault) {
    const isAbsent = (fault as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent && (await isLink(folder))) throw outputIsFile(folder, fault);
    if (isAbsent && folder !== dirname(folder)) return nearestFolder(dirname(folder));
    throw codeFileFault(fault, folder);
  }
}

/**
 * The path without links, as far as its folders are there.
 *
 * @param folder absolute path
 * @throws CodedError as {@link nearestFolder} does
 */
export async function resolveLinks(folder: string): Promise<string> {
  const nearest = await nearestFolder(folder);
  return join(await realpath(nearest), relative(nearest, folder));
}

/** True of a link that leads nowhere too. */
async function isLink(file: string): Promise<boolean> {
  return lstat(file).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}
