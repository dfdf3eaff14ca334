// The shape of a known table as data: which keys it has, what they may hold, and what each is for.
import type { TomlLeaf } from '../toml/toml-value.js';
import type { KeyType } from './key-type.js';
import type { TextForm } from './text-form.js';

export interface KnownKey {
  readonly name: string;
  readonly type: KeyType;
  /** Set where no source sets the key; without it the key is then absent. */
  readonly default?: TomlLeaf;
  /** Shown in hints where there is no default. */
  readonly example?: TomlLeaf;
  /** One line. */
  readonly says: string;
}

export interface KnownTable {
  readonly name: string;
  /** One line. */
  readonly says: string;
  readonly keys?: readonly KnownKey[];
  readonly tables?: readonly KnownTable[];
  /** Keys that the user names, all of one type; `name` stands for them, such as `<NAME>`. */
  readonly named?: KnownKey & { readonly form: TextForm };
  /** Tables that the user names; the table's `name` stands for them, such as `<triple>`. */
  readonly namedTables?: KnownTable & { readonly form: TextForm };
  /** The table is not looked into. */
  readonly free?: true;
}

/** The names that a table itself gives to its keys and tables. */
export function namesIn({ keys = [], tables = [] }: KnownTable): readonly string[] {
  return [...keys, ...tables].map(({ name }) => name);
}
