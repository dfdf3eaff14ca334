// Takes the path of lattice.toml or lattice.config.ts, gives its document: every key with its origin, nothing checked.
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { readMarkedToml } from '../toml/read-toml.js';
import { readLatticeCode } from './lattice-code.js';
import { readTomlText } from './read-toml-file.js';

/** The names that are looked for, one of them in a folder. */
export const latticeNames = ['lattice.toml', 'lattice.config.ts'] as const;

export interface LatticeDocument {
  readonly format: 'toml' | 'typescript';
  readonly document: MarkedTable<Origin>;
}

/**
 * @param file absolute path
 * @param shown how errors and origins name it
 * @throws LATTICE_TWICE, and as {@link readTomlFile} and {@link readLatticeCode} do
 */
export async function readLatticeDocument(file: string, shown: string): Promise<LatticeDocument> {
  refuseSecond(file, shown);
  if (/^\.[cm]?[jt]s$/.test(extname(file))) {
    return { format: 'typescript', document: await readLatticeCode(file, shown) };
  }
  return { format: 'toml', document: documentOfText(await readTomlText(file, shown), shown) };
}

/** @throws CONFIG_SYNTAX */
export function documentOfText(text: string, shown: string): MarkedTable<Origin> {
  return readMarkedToml(text, shown, (place): Origin => ({ layer: 'lattice', name: shown, place }));
}

function refuseSecond(file: string, shown: string): void {
  const other = latticeNames[1 - (latticeNames as readonly string[]).indexOf(basename(file))];
  if (other === undefined || !existsSync(join(dirname(file), other))) return;
  throw new CodedError({
    code: 'LATTICE_TWICE',
    message: `beside \`${shown}\` there is \`${other}\`, and a lattice has one file`,
    hint: 'remove one of the two',
    place: { file: shown },
  });
}
