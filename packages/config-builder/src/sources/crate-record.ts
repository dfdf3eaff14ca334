// Takes the document of a lattice whose sections have been checked, gives the records of its crates.
import {
  type Document,
  placeOf,
  sortedByName,
  tableAt,
  textAt,
  textsAt,
  valueAt,
  withoutEndingSlash,
} from './document-values.js';
import type { CrateGranularity, LatticeCrate, LatticeNode } from './lattice-record.js';

export function cratesOf(document: Document): ReadonlyMap<string, LatticeCrate> {
  const crates = [...tableAt(document, ['crate']).entries];
  return sortedByName(crates.map(([name, table]) => crateOf(name, table as Document)));
}

function crateOf(name: string, table: Document): LatticeCrate {
  const [description, path] = [['description'], ['path']].map((key) => textAt(table, key));
  const maxBytes = valueAt(table, ['max-bytes']) as bigint | undefined;
  return {
    name,
    place: placeOf(table.mark, ''),
    path: path === undefined ? '' : withoutEndingSlash(path),
    ...(description === undefined ? {} : { description }),
    extends: [...(textsAt(table, ['extends']) ?? [])].sort(),
    granularity: (textAt(table, ['granularity']) ?? 'declaration') as CrateGranularity,
    ...(maxBytes === undefined ? {} : { maxBytes: Number(maxBytes) }),
    features: [...(textsAt(table, ['features']) ?? [])].sort(),
    defaultFeatures: valueAt(table, ['default-features']) !== false,
  };
}

/** The node of a crate, in whose shell it can be worked on. @param none an empty table */
export function facadeOf(
  { name, place, path, description, extends: below }: LatticeCrate,
  none: Document,
): LatticeNode {
  return {
    name,
    place,
    description: description ?? `The crate ${path}`,
    template: { kind: 'crate' },
    extends: below,
    inputs: [],
    packages: ['cargo', 'rustc'],
    env: new Map(),
    markedEnv: none,
    ejected: false,
    config: none,
  };
}
