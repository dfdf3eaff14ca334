// Holds each crate of a lattice against what it has to say: takes a lattice, gives the faults. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Lattice } from '../sources/lattice-record.js';
import type { FaultAtPath } from './fault-at-path.js';

export function faultsOfCrates({ crates }: Lattice, at: FaultAtPath): readonly CodedErrorParts[] {
  return [...crates.values()]
    .filter(({ path }) => path === '')
    .map(({ name }) =>
      at(['crate', name], {
        code: 'CONFIG_KEY_MISSING',
        message: `the crate \`${name}\` has no \`path\``,
        hint: `write path = "crates/${name}" below [crate.${name}]: the folder with its Cargo.toml`,
      }),
    );
}
