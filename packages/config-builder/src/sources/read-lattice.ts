// Reads a lattice: takes the path of lattice.toml or lattice.config.ts, gives its records, all that it says checked.
import { dirname } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { checkDocument } from '../lattice/check-document.js';
import { faultsOfLattice } from '../lattice/check-lattice.js';
import { faultsOfPaths } from '../lattice/check-paths.js';
import { throwFaults } from '../schema/fault.js';
import { hintOfNames } from '../schema/nearest.js';
import { buildRecords } from './build-records.js';
import { documentOfText, type LatticeDocument, readLatticeDocument } from './lattice-document.js';
import type { Lattice, LatticeNode } from './lattice-record.js';

/**
 * Whether the external inputs are pinned is told by `faultsOfPins`, since `flake-lattice update` reads the file too.
 *
 * @param file absolute path
 * @param shown how errors and origins name it
 * @throws CONFIG_MISSING, CONFIG_NOT_READABLE, CONFIG_SYNTAX, CONFIG_CODE_FAILED, CONFIG_UNKNOWN_SECTION,
 * CONFIG_UNKNOWN_KEY, CONFIG_WRONG_TYPE, CONFIG_OUT_OF_RANGE, CONFIG_KEY_MISSING, CONFIG_MISPLACED, DISTRIBUTE_UNKNOWN,
 * ENV_NAME_INVALID, FLAKE_MISSING, INPUT_NAME_INVALID, INPUT_UNKNOWN, LATTICE_TOO_NEW, LATTICE_TWICE, NAME_CLASH, NODE_CYCLE, NODE_NAME_INVALID,
 * NODE_UNKNOWN, OUTPUT_IS_FILE, OUTPUT_IS_LINK, PATH_OUTSIDE, SECRET_IN_LATTICE, SOURCE_MISSING, TEMPLATE_MISSING, VALUE_NOT_NIX
 */
export async function readLattice(file: string, shown: string = file): Promise<Lattice> {
  return checkedRecords(await readLatticeDocument(file, shown), file, shown);
}

/**
 * The lattice that a text would be as the lattice.toml of that path: nothing is written there or read from there.
 *
 * @throws as {@link readLattice} does
 */
export async function readLatticeText(text: string, file: string, shown: string = file): Promise<Lattice> {
  return checkedRecords({ format: 'toml', document: documentOfText(text, shown) }, file, shown);
}

function checkedRecords({ format, document }: LatticeDocument, file: string, shown: string): Lattice {
  throwFaults(checkDocument(document));
  const lattice = buildRecords(document, { file, shown, folder: dirname(file), format });
  throwFaults([...faultsOfLattice(lattice, document), ...faultsOfPaths(lattice, document)]);
  return lattice;
}

/** @throws NODE_UNKNOWN */
export function nodeNamed(lattice: Lattice, name: string, shown: string = lattice.shown): LatticeNode {
  const node = lattice.nodes.get(name);
  if (node) return node;
  throw new CodedError({
    code: 'NODE_UNKNOWN',
    message: `\`${shown}\` has no node \`${name}\``,
    hint: hintOfNames(name, [...lattice.nodes.keys()]),
  });
}
