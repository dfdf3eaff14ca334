// Takes the sections of lattice.toml and of a configuration, gives every key as a document tells of it: type, default, purpose.
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import { shortType } from './document-keys.js';
import { knownSections } from './known-sections.js';
import type { KnownKey, KnownTable } from './known-table.js';
import { latticeSections } from './lattice-sections.js';

export interface DocumentedKey {
  /** In angle brackets where the user chooses it. */
  readonly name: string;
  readonly type: string;
  /** As TOML. */
  readonly default: string | undefined;
  /** As TOML: the default, where there is no other example. */
  readonly example: string | undefined;
  readonly says: string;
}

export interface DocumentedTable {
  /** `node.<node>.env`. */
  readonly path: string;
  readonly says: string;
  readonly keys: readonly DocumentedKey[];
  /** Whether it is a configuration as a whole. */
  readonly isFree: boolean;
}

export function documentedTables(): {
  readonly lattice: readonly DocumentedTable[];
  readonly config: readonly DocumentedTable[];
} {
  const of = (sections: readonly KnownTable[]) =>
    sections.flatMap((section) => tablesOf(section, [section.name]));
  return { lattice: of(latticeSections), config: of(knownSections) };
}

function tablesOf(table: KnownTable, path: readonly string[]): readonly DocumentedTable[] {
  const { says, keys = [], tables = [], named, namedTables, free } = table;
  const own = {
    path: path.map((name) => (name.startsWith('<') ? name : writeKeyPath([name]))).join('.'),
    says,
    keys: [...keys, ...(named ? [named] : [])].map(keyOf),
    isFree: free === true,
  };
  const below = [...tables, ...(namedTables ? [namedTables] : [])];
  return [
    // A table of tables has nothing to say but what they are.
    ...(own.keys.length > 0 || free || below.length === 0 ? [own] : []),
    ...below.flatMap((each) => tablesOf(each, [...path, each.name])),
  ];
}

function keyOf({ name, type, says, default: value, example }: KnownKey): DocumentedKey {
  const shown = example ?? value;
  return {
    name,
    type: shortType(type),
    default: value === undefined ? undefined : writeValueOnOneLine(value),
    example: shown === undefined ? undefined : writeValueOnOneLine(shown),
    says,
  };
}
