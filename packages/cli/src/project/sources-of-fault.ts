// Tells where a fault may be mended: takes the file of a lattice and the fault, gives the files to look at for an edit.
import { resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { readLattice } from '@flake-lattice/config-builder';
import { type CodedError, isCodedError } from '@flake-lattice/errors';

/** @returns absolute paths: of the lattice, of its templates where it can be read, and of the place of the fault */
export async function sourcesOfFault(
  file: string,
  { place }: CodedError,
  { cwd }: Pick<CommandIo, 'cwd'>,
): Promise<readonly string[]> {
  const lattice = await readLattice(file).catch((fault: unknown) => {
    if (!isCodedError(fault)) throw fault;
    return undefined;
  });
  return [file, ...(lattice?.templateFiles ?? []), ...(place ? [resolve(cwd, place.file)] : [])];
}
