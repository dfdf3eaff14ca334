// Takes a fault of the file system, gives the coded error that a user can mend.
import { CodedError, isCodedError } from '@flake-lattice/errors';

/** A fault that no user can mend comes back as it is. */
export function codeFileFault(fault: unknown, folder: string): unknown {
  if (isCodedError(fault)) {
    const { code, detail = '' } = fault;
    // What is left of the unfinished work is gone by now, and its folder with it.
    return code === 'DISK_FULL' ? diskFull(folder, detail.split('\n').slice(-3).join('\n'), fault) : fault;
  }
  const { code, message, path } = fault as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CodedError({
        code: 'OUTPUT_NOT_WRITABLE',
        message: `\`${path ?? folder}\` cannot be written`,
        hint: `use a clone of your own, or take over this one's toolchain: chown -R "$(id -u)" '${folder}'`,
        detail: message,
        cause: fault,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, message, fault);
    case 'ENOTDIR':
    case 'EEXIST':
      return new CodedError({
        code: 'OUTPUT_IS_FILE',
        message: `\`${path ?? folder}\` is not a folder, and set-up keeps its files there`,
        hint: `move \`${path ?? folder}\` away, then: npm run set-up`,
        cause: fault,
      });
    default:
      return fault;
  }
}

export function diskFull(folder: string, detail: string, cause?: unknown): CodedError {
  return new CodedError({
    code: 'DISK_FULL',
    message: `\`${folder}\` has no room left`,
    hint: `df -h '${folder}'   (about 1.5 GB are needed for a moment; free some room, then: npm run set-up)`,
    detail,
    cause,
  });
}
