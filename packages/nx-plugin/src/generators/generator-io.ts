// What generators share: the io of a run that Nx started, and coded errors as Nx prints them.
import type { CommandIo } from '@flake-lattice/command-shell';
import { formatError, isCodedError } from '@flake-lattice/errors';

export function ioOf(root: string): CommandIo {
  return {
    cwd: root,
    env: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  };
}

/** Nx prints the message of an error, and its stack where it was asked to. */
export async function toldByNx<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (fault) {
    if (!isCodedError(fault)) throw fault;
    const told = new Error(formatError(fault).trimEnd());
    told.stack = told.message;
    throw told;
  }
}
