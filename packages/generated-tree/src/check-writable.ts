// Holds an output folder against the disk before anything is written: takes its path, gives nothing or an error.
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeFileFault, outputIsFile } from './file-fault.js';

/**
 * The folder may be missing; then the nearest folder above it that is there must be writable.
 *
 * @param folder absolute path
 * @throws CodedError OUTPUT_IS_FILE, OUTPUT_NOT_WRITABLE
 */
export async function checkWritable(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw outputIsFile(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (fault) {
    if (isAbsent(fault) && folder !== dirname(folder)) return checkWritable(dirname(folder));
    throw codeFileFault(fault, folder);
  }
}

function isAbsent(fault: unknown): boolean {
  return (fault as NodeJS.ErrnoException).code === 'ENOENT';
}
