// Finds the lattice that a command is about: takes its options and where it was called, gives a file.
import { resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { findSurroundings } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import type { Command } from 'commander';

export interface ProjectOptions {
  readonly lattice?: string;
}

export function declareProject(command: Command): Command {
  return command.option(
    '--lattice <file>',
    'the lattice.toml or lattice.config.ts to read (default: the nearest one upward in the repository)',
  );
}

/** Absolute path of the file that declares the lattice. @throws CodedError LATTICE_MISSING */
export async function findFile(named: string | undefined, io: CommandIo): Promise<string> {
  if (named !== undefined) return resolve(io.cwd, named);
  const { lattice } = await findSurroundings(io.cwd, io.env);
  if (lattice !== undefined) return lattice;
  throw new CodedError({
    code: 'LATTICE_MISSING',
    message: `there is no lattice.toml in \`${io.cwd}\` or above it in its repository`,
    hint: 'flake-lattice init   (begins one here)\nor name it: --lattice FILE',
  });
}
