// Finds the lattice that a command is about: takes its options and where it was called, gives a file.
import { resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { findSurroundings } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import type { Repository } from '@flake-lattice/programs';
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

export interface FoundLattice {
  /** Absolute path of the file that declares the lattice. */
  readonly file: string;
  /** The repository that holds the file, where it was read to find it. */
  readonly repository: Repository | undefined;
}

/** Absolute path of the file that declares the lattice. @throws CodedError LATTICE_MISSING */
export async function findFile(named: string | undefined, io: CommandIo): Promise<string> {
  return (await findLattice(named, io)).file;
}

/** @throws CodedError LATTICE_MISSING */
export async function findLattice(named: string | undefined, io: CommandIo): Promise<FoundLattice> {
  if (named !== undefined) return { file: resolve(io.cwd, named), repository: undefined };
  const { lattice, repository } = await findSurroundings(io.cwd, io.env);
  if (lattice !== undefined) return { file: lattice, repository };
  throw new CodedError({
    code: 'LATTICE_MISSING',
    message: `there is no lattice.toml in \`${io.cwd}\` or above it in its repository`,
    hint: 'flake-lattice init   (begins one here)\nor name it: --lattice FILE',
  });
}
