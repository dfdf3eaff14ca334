// Takes a fault of the file system and the file it befell, gives the coded error that a user can mend.
import { CodedError } from '@flake-lattice/errors';

interface FileSystemFault {
  readonly code: string;
  readonly path?: string;
}

function isFileSystemFault(fault: unknown): fault is FileSystemFault {
  return typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string';
}

/** A fault that no user can mend comes back as it is. */
export function codeFileFault(fault: unknown, file: string): unknown {
  if (!isFileSystemFault(fault)) return fault;
  switch (fault.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ENXIO':
      return new CodedError({
        code: 'OUTPUT_NOT_WRITABLE',
        message: `\`${file}\` cannot be written: ${reasons[fault.code]}`,
        hint: 'choose another output, or make this one writable',
        place: { file },
        cause: fault,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new CodedError({
        code: 'DISK_FULL',
        message: `\`${file}\` cannot be written: no room is left on its disk`,
        hint: 'df -h   (free some room on the disk of the file, then run the command again)',
        place: { file },
        cause: fault,
      });
    case 'EISDIR':
      return outputIsFolder(file, { cause: fault });
    case 'ENOTDIR':
    case 'EEXIST':
      return outputIsFile(fault.path ?? file, fault);
    default:
      return fault;
  }
}

const reasons = {
  EACCES: 'its permissions do not allow it',
  EPERM: 'its owner or file system does not allow it',
  EROFS: 'its file system is mounted read-only',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'nothing takes what is written to it',
} as const;

export function outputIsFolder(
  file: string,
  { hint = 'name a file inside it, or another place', cause }: { hint?: string; cause?: unknown } = {},
): CodedError {
  return new CodedError({
    code: 'OUTPUT_IS_FOLDER',
    message: `\`${file}\` is a folder, and a file is to be written there`,
    hint,
    place: { file },
    cause,
  });
}

export function outputIsFile(file: string, cause?: unknown): CodedError {
  return new CodedError({
    code: 'OUTPUT_IS_FILE',
    message: `\`${file}\` is not a folder, and files are to be written below it`,
    hint: 'choose another output folder, or move that file away',
    place: { file },
    cause,
  });
}
