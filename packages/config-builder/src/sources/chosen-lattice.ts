// Takes the options of a command and where it runs, gives the lattice that they mean, read.
import { relative, resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import type { ConfigOptions } from '../command-options.js';
import type { Surroundings } from './find-lattice.js';
import type { Lattice } from './lattice-record.js';
import { readLattice } from './read-lattice.js';

/** That of `--lattice`, otherwise the nearest one; nothing where there is none. @throws as {@link readLattice} does */
export async function chosenLattice(
  options: ConfigOptions,
  { lattice }: Surroundings,
  { cwd }: CommandIo,
): Promise<Lattice | undefined> {
  const file = options.lattice === undefined ? lattice : resolve(cwd, options.lattice);
  return file === undefined ? undefined : readLattice(file, options.lattice ?? relative(cwd, file));
}
