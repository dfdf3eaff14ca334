// Tells where in a repository a fault of a crate lies: takes the crate and what is done with it, gives what comes of that.
import { isAbsolute, join, relative } from 'node:path';
import { CodedError, isCodedError } from '@flake-lattice/errors';

export interface CratePlace {
  /** Absolute path of the crate. */
  readonly folder: string;
  /** Where the command was called. */
  readonly cwd: string;
}

/** @throws CodedError as `run` does; a place that begins at the crate then begins where the command was called */
export async function placedInCrate<Value>(
  { folder, cwd }: CratePlace,
  run: () => Promise<Value>,
): Promise<Value> {
  try {
    return await run();
  } catch (fault) {
    if (!isCodedError(fault) || fault.place === undefined || isAbsolute(fault.place.file)) throw fault;
    const { code, message, hint, detail, place } = fault;
    throw new CodedError({
      code,
      message,
      hint,
      ...(detail === undefined ? {} : { detail }),
      place: { ...place, file: relative(cwd, join(folder, place.file)) },
      cause: fault,
    });
  }
}
