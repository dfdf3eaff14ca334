// Watches files for a command that goes on: takes their paths, gives each change of them, once it is quiet again.
import { CodedError } from '@flake-lattice/errors';
import { watch } from 'chokidar';

export interface WatchedFiles {
  /** Absolute paths of more files, which need not be there yet, and of folders, whose entries count. */
  readonly add: (files: readonly string[]) => void;
  /**
   * Waits for a change since the last time it was asked, and for the quiet after it.
   *
   * @throws CodedError WATCH_FAILED
   */
  readonly next: () => Promise<void>;
  /** Else the process does not end. */
  readonly close: () => Promise<void>;
}

/** Editors write a file in several steps, and git many files: this long nothing more has to come, in milliseconds. */
const quiet = 80;

/** A file that may not be read is no fault here: who reads it tells of that. */
export function watchFiles(files: readonly string[]): WatchedFiles {
  const watcher = watch([...files], { ignoreInitial: true, depth: 0, ignorePermissionErrors: true });
  let hasChanged = false;
  let fault: CodedError | undefined;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hasChanged = true;
      wake();
    }, quiet);
  });
  watcher.on('error', (cause) => {
    fault ??= watchFailed(cause as NodeJS.ErrnoException);
    wake();
  });
  return {
    add: (more) => void watcher.add([...more]),
    next: async () => {
      while (!hasChanged && fault === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (fault) throw fault;
      hasChanged = false;
    },
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

const mends: Readonly<Record<string, string>> = {
  ENOSPC: 'sudo sysctl fs.inotify.max_user_watches=524288',
  EMFILE: 'sudo sysctl fs.inotify.max_user_instances=1024   (or more open files: ulimit -n 4096)',
};

function watchFailed(cause: NodeJS.ErrnoException): CodedError {
  return new CodedError({
    code: 'WATCH_FAILED',
    message: `the system does not tell of changes of files: \`${cause.code ?? cause.name}\`, ${cause.message}`,
    hint: mends[cause.code ?? ''] ?? 'flake-lattice generate   (after each edit)',
    cause,
  });
}
