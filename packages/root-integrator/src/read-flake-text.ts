// Reads a flake: takes its text and how it is called, gives what its parser reads, or the place where it gave up.
import { CodedError } from '@flake-lattice/errors';
import { type Flake, findPlace, readFlake, SyntaxFault } from '@flake-lattice/nix-text';

export interface FlakeName {
  /** How errors call the file. */
  readonly file: string;
  /** What to do where the parser does not know better. */
  readonly hint: string;
}

/** @throws CodedError FLAKE_SYNTAX */
export function readFlakeText(text: string, { file, hint }: FlakeName): Flake {
  try {
    return readFlake(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    throw new CodedError({
      code: 'FLAKE_SYNTAX',
      message: `\`${file}\` cannot be read as a flake: ${fault.message}`,
      hint: fault.mend ?? hint,
      place: { file, ...findPlace(text, fault.offset) },
      cause: fault,
    });
  }
}
