// Takes the path of a TOML file, gives its bytes and its values with their places.
import { readFileSync } from 'node:fs';
import { CodedError, type Place, quoteForShell } from '@flake-lattice/errors';
import { decodeText } from '../toml/decode-text.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';

export interface TomlFile {
  readonly bytes: Uint8Array;
  readonly table: MarkedTable<Place>;
}

/**
 * @param file absolute path
 * @param shown how errors and places name the file
 * @throws CONFIG_MISSING, CONFIG_NOT_READABLE, CONFIG_SYNTAX
 */
export async function readTomlFile(file: string, shown: string): Promise<TomlFile> {
  const bytes = readBytes(file, shown);
  return { bytes, table: readToml(decodeText(bytes, shown), shown) };
}

/** The text of a file that is to be TOML. @throws as {@link readTomlFile} does */
export async function readTomlText(file: string, shown: string): Promise<string> {
  return decodeText(readBytes(file, shown), shown);
}

/** Synchronous: nothing else can be done before it is there, and a promise takes longer than the file. */
function readBytes(file: string, shown: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (fault) {
    throw codeReadFault(fault, shown);
  }
}

/** The coded error for a file that cannot be read. A fault that no user can mend comes back as it is. */
export function codeReadFault(fault: unknown, shown: string): unknown {
  const { code } = fault as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError({
        code: 'CONFIG_MISSING',
        message: `there is no file \`${shown}\``,
        hint: 'make the file, or name another',
        cause: fault,
      });
    case 'EISDIR':
      return notReadable(`\`${shown}\` is a folder`, 'name a file inside it', fault);
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ENXIO':
      return notReadable(`\`${shown}\` cannot be a file: ${reasons[code]}`, 'name another file', fault);
    case 'EACCES':
    case 'EPERM':
      return notReadable(`\`${shown}\` may not be read`, `chmod +r -- ${quoteForShell(shown)}`, fault);
    default:
      return fault;
  }
}

const reasons = {
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is a socket',
} as const;

function notReadable(message: string, hint: string, cause: unknown): CodedError {
  return new CodedError({ code: 'CONFIG_NOT_READABLE', message, hint, cause });
}
