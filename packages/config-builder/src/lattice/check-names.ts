// Holds the names of nodes and external inputs against each other: takes a lattice, gives the faults. Pure.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Lattice } from '../sources/lattice-record.js';
import type { FaultAtPath } from './fault-at-path.js';

export function faultsOfNames(
  { nodes, externals, crates }: Lattice,
  at: FaultAtPath,
): readonly CodedErrorParts[] {
  const faults: CodedErrorParts[] = [];
  const byCase = new Map<string, string>();
  const section = (name: string) => (crates.has(name) ? 'crate' : 'node');
  for (const name of crates.keys()) {
    if (nodes.get(name)?.template.kind === 'crate') continue;
    faults.push(
      at(['crate', name], {
        code: 'NAME_CLASH',
        message: `\`${name}\` is a node and a crate, and the facade of a crate is the node of its name`,
        hint: `rename [node.${name}] or [crate.${name}]`,
      }),
    );
  }
  for (const name of nodes.keys()) {
    const other = byCase.get(name.toLowerCase());
    byCase.set(name.toLowerCase(), name);
    if (other !== undefined) {
      faults.push(
        at([section(name), name], {
          code: 'NAME_CLASH',
          message: `the nodes \`${other}\` and \`${name}\` differ by case only, and many file systems have one folder for both`,
          hint: 'give one of them another name',
        }),
      );
    }
    if (externals.has(name)) {
      faults.push(
        at([section(name), name], {
          code: 'NAME_CLASH',
          message: `\`${name}\` is a node and an external input, and a flake has one input of a name`,
          hint: `rename [${section(name)}.${name}] or [inputs.${name}]`,
        }),
      );
    }
  }
  return faults;
}
