// Takes what a command was called with, gives the one line that calls it again from the top of the repository.
import { relative } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';

/** Relative to `top`, so that the line is the same on every machine. @param file absolute path */
export function pathFrom(top: string, file: string): string {
  return relative(top, file) || '.';
}

export function commandLine(command: string, args: readonly string[]): string {
  return ['npx', command, ...args].map(quoteForShell).join(' ');
}
