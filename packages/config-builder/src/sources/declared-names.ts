// Takes the text of a lattice.toml, gives the names that it declares: for completion, so nothing is checked, and no code runs.
import { withoutMarks } from '../toml/marked-table.js';
import { isTomlTable, type TomlTable, type TomlValue } from '../toml/toml-value.js';
import { documentOfText } from './lattice-document.js';

export interface DeclaredName {
  readonly name: string;
  /** What the declaration says that it is for, or where it leads. */
  readonly description: string;
}

export interface DeclaredNames {
  /** Facades of crates among them. */
  readonly nodes: readonly DeclaredName[];
  readonly inputs: readonly DeclaredName[];
  readonly builders: readonly DeclaredName[];
  readonly caches: readonly DeclaredName[];
}

/** @throws CONFIG_SYNTAX */
export function declaredNames(text: string): DeclaredNames {
  const document = withoutMarks(documentOfText(text, 'lattice.toml'));
  const distribute = tableIn(document, 'distribute');
  return {
    nodes: [...namesIn(document, 'node'), ...namesIn(document, 'crate')],
    inputs: namesIn(document, 'inputs'),
    builders: namesIn(distribute, 'builders'),
    caches: namesIn(distribute, 'caches'),
  };
}

function namesIn(table: TomlTable, section: string): readonly DeclaredName[] {
  return [...tableIn(table, section)].map(([name, value]) => ({ name, description: describe(value) }));
}

function tableIn(table: TomlTable, key: string): TomlTable {
  const found = table.get(key);
  return found !== undefined && isTomlTable(found) ? found : new Map();
}

function describe(value: TomlValue): string {
  if (!isTomlTable(value)) return '';
  const said = ['description', 'url', 'address'].map((key) => value.get(key));
  return said.find((each) => typeof each === 'string') ?? '';
}
