// Looks at where a lattice that begins is to generate into: takes the folder, refuses one that holds something else.
import { lstat, readdir } from 'node:fs/promises';
import { CodedError } from '@flake-lattice/errors';

export interface NewOutput {
  /** Absolute path; it may be missing. */
  readonly place: string;
  /** As the person would name it. */
  readonly shown: string;
  /** The subcommand that takes another folder by `--output`. */
  readonly command: 'adopt' | 'init';
}

/** @throws CodedError OUTPUT_NOT_OURS */
export async function checkOutput({ place, shown, command }: NewOutput): Promise<void> {
  const found = await lstat(place).catch(() => undefined);
  if (!found) return;
  const names = found.isDirectory() ? await readdir(place) : [];
  if (found.isDirectory() && (names.length === 0 || names.includes('.lattice'))) return;
  throw new CodedError({
    code: 'OUTPUT_NOT_OURS',
    message: `\`${shown}\` is there already, and flakes would be generated into it`,
    hint: `name another folder for them: flake-lattice ${command} --output FOLDER`,
    place: { file: shown },
  });
}
