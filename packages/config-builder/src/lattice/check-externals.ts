// Holds the external inputs of a lattice against each other: takes it, gives the faults. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import { hintOfNames } from '../schema/nearest.js';
import type { Lattice } from '../sources/lattice-record.js';
import { writeKeyPath } from '../toml/write-literal.js';
import type { FaultAtPath } from './fault-at-path.js';

export function faultsOfExternals({ externals }: Lattice, at: FaultAtPath): readonly CodedErrorParts[] {
  const faults: CodedErrorParts[] = [];
  for (const { name, url, follows } of externals.values()) {
    if (url === '') {
      faults.push(
        at(['inputs', name], {
          code: 'CONFIG_KEY_MISSING',
          message: `\`${writeKeyPath(['inputs', name])}\` has no \`url\``,
          hint: `write url = "github:OWNER/REPOSITORY" below [inputs.${name}]`,
        }),
      );
    }
    for (const [input, target] of follows) {
      if (target === name) {
        faults.push(
          at(['inputs', name, 'follows', input], {
            code: 'NODE_CYCLE',
            message: `the input \`${input}\` of \`${name}\` is to be \`${name}\` itself`,
            hint: `take \`${input}\` out of [inputs.${name}.follows]`,
          }),
        );
      } else if (!externals.has(target)) {
        faults.push(
          at(['inputs', name, 'follows', input], {
            code: 'INPUT_UNKNOWN',
            message: `the input \`${input}\` of \`${name}\` is to be \`${target}\`, which is no external input`,
            hint: hintOfNames(target, [...externals.keys()], '[inputs]'),
          }),
        );
      }
    }
  }
  return faults;
}
