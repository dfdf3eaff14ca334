// Reads and writes the file of a root flake byte for byte: takes its path, gives its text and the way back to bytes.
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError, quoteForShell } from '@flake-lattice/errors';

export interface FlakeFile {
  /** Absolute path as Nix will see it, and the folder that relative inputs start from. */
  readonly file: string;
  readonly folder: string;
  /** Where the bytes are: another path where `file` is a symbolic link. */
  readonly target: string;
  /** Nothing where there is no such file. */
  readonly text: string | undefined;
  /** Comments and strings may hold bytes that are no UTF-8; then a character of `text` stands for a byte. */
  readonly encoding: 'utf8' | 'latin1';
}

/**
 * @param path absolute; a folder stands for the flake.nix in it
 * @throws CodedError FLAKE_MISSING for a symbolic link that leads nowhere, and for what is no file that can be read
 */
export async function readFlakeFile(path: string): Promise<FlakeFile> {
  const isFolder = (await stat(path).catch(ignoreAbsent))?.isDirectory() ?? false;
  const file = isFolder ? join(path, 'flake.nix') : path;
  const folder = dirname(file);
  const found = await lstat(file).catch(ignoreAbsent);
  if (!found) return { file, folder, target: file, text: undefined, encoding: 'utf8' };
  const target = await realpath(file).catch(ignoreAbsent);
  if (target === undefined) {
    throw new CodedError({
      code: 'FLAKE_MISSING',
      message: `\`${file}\` is a symbolic link that leads nowhere`,
      hint: `rm -- ${quoteForShell(file)}   (or make what it points to)`,
      place: { file },
    });
  }
  const bytes = await readFile(target).catch((fault) => {
    throw flakeUnreadable(file, fault);
  });
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return { file, folder, target, text, encoding: 'utf8' };
  return { file, folder, target, text: bytes.toString('latin1'), encoding: 'latin1' };
}

/** Something is there, and it is no file that this process may read. */
export function flakeUnreadable(file: string, fault: NodeJS.ErrnoException): CodedError {
  return new CodedError({
    code: 'FLAKE_MISSING',
    message: `\`${file}\` is no file that can be read: ${fault.code === 'EISDIR' ? 'it is a folder' : fault.message}`,
    hint: 'name another flake, or make this one a readable file',
    place: { file },
    cause: fault,
  });
}

export function encode(text: string, { encoding }: FlakeFile): Uint8Array {
  return Buffer.from(text, encoding);
}

/** A text of ours in the characters that the file's text is made of. */
export function asInFile(text: string, { encoding }: FlakeFile): string {
  return Buffer.from(text).toString(encoding);
}

function ignoreAbsent(fault: NodeJS.ErrnoException): undefined {
  if (fault.code !== 'ENOENT' && fault.code !== 'ENOTDIR') throw fault;
}
