// What a command may touch of its process: results go to `out`, everything else to `err`.
import { writeSync } from 'node:fs';
import { CodedError, type CodedErrorParts, exitStatus, formatError } from '@flake-lattice/errors';
import { keepOwnOutput } from './own-output.js';

export interface CommandIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Absolute path of the folder that relative paths are taken from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person reads `out` and `err` as they come; absent, nobody does. */
  readonly terminal?: { readonly out: boolean; readonly err: boolean };
}

export function processIo(): CommandIo {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    out: keepOwnOutput(),
    err: (text) => void process.stderr.write(text),
    cwd: currentFolder(),
    env: process.env,
    terminal: { out: Boolean(process.stdout.isTTY), err: Boolean(process.stderr.isTTY) },
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    return end({
      code: 'USAGE',
      message: 'the current folder is not there any more',
      hint: 'cd "$PWD"   (goes to the one that has its place now), or to another folder',
      cause,
    });
  }
}

/** Nobody else could tell it: there is no command yet, or nothing that it could print on. */
function end(parts: CodedErrorParts): never {
  writeSync(process.stderr.fd, formatError(new CodedError(parts)));
  process.exit(exitStatus.refused);
}

/** Who reads our output may stop early, as `head` does; that is no fault of ours, and a full disk is none either. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  if (error.code !== 'ENOSPC') throw error;
  end({
    code: 'DISK_FULL',
    message: 'what the command prints cannot be written: no room is left on that disk',
    hint: 'df -h   (free some room, then run the command again)',
    cause: error,
  });
}
