// Takes the entries of a TOML syntax tree one by one, gives the table that they make.
import type { Place } from '@flake-lattice/errors';
import type { AST } from 'toml-eslint-parser';
import { type MarkedNode, type MarkedTable, withoutMarks } from './marked-table.js';
import { placeOf, syntaxError } from './parse-toml.js';
import { valueOfScalar } from './read-scalar.js';
import type { TomlLeaf, TomlTable, TomlValue } from './toml-value.js';

/** Far more than anyone nests, and few enough for every reader and writer that recurses. */
const deepest = 256;

/** A table while it is read. The parser has refused keys that are defined twice, so that here none can clash. */
export class TableBuilder {
  readonly #entries = new Map<string, TableBuilder | TableBuilder[] | { value: TomlLeaf; place: Place }>();
  readonly #place: Place;
  readonly #depth: number;

  constructor(place: Place, depth = 0) {
    if (depth > deepest) throw syntaxError(`nested more than ${deepest} deep`, place);
    this.#place = place;
    this.#depth = depth;
  }

  addKeyValue({ key, value }: AST.TOMLKeyValue): void {
    const { table, last } = this.#walkTo(key);
    const place = table.#placeOf(last);
    if (value.type === 'TOMLInlineTable') {
      const inner = table.#inner(last);
      for (const keyValue of value.body) inner.addKeyValue(keyValue);
    } else {
      const leaf = contentOf(value, place.file, table.#depth + 1) as TomlLeaf;
      table.#entries.set(nameOfKey(last), { value: leaf, place });
    }
  }

  /** The table that a `[header]` or `[[header]]` opens. */
  openHeader({ key, kind }: AST.TOMLTable): TableBuilder {
    const { table, last } = this.#walkTo(key);
    if (kind === 'standard') return table.#inner(last);
    const element = new TableBuilder(table.#placeOf(last), table.#depth + 2);
    const elements = table.#entries.get(nameOfKey(last));
    if (Array.isArray(elements)) elements.push(element);
    else table.#entries.set(nameOfKey(last), [element]);
    return element;
  }

  finish(): MarkedTable<Place> {
    const entries = new Map<string, MarkedNode<Place>>();
    for (const [key, entry] of this.#entries) {
      if (entry instanceof TableBuilder) entries.set(key, entry.finish());
      else if (Array.isArray(entry)) {
        const value = entry.map((element) => withoutMarks(element.finish()));
        entries.set(key, { kind: 'leaf', value, mark: (entry[0] as TableBuilder).#place });
      } else entries.set(key, { kind: 'leaf', value: entry.value, mark: entry.place });
    }
    return { kind: 'table', entries, mark: this.#place };
  }

  /** The table that holds the last part of a dotted key. */
  #walkTo({ keys }: AST.TOMLKey): { table: TableBuilder; last: AST.TOMLBare | AST.TOMLQuoted } {
    let table: TableBuilder = this;
    for (const part of keys.slice(0, -1)) table = table.#inner(part);
    return { table, last: keys.at(-1) as AST.TOMLBare };
  }

  /** The table below a key; of an array of tables, the one that was opened last. */
  #inner(key: AST.TOMLBare | AST.TOMLQuoted): TableBuilder {
    const present = this.#entries.get(nameOfKey(key));
    if (present instanceof TableBuilder) return present;
    if (Array.isArray(present)) return present.at(-1) as TableBuilder;
    if (present !== undefined) throw new Error('the parser let a key be both a table and a value');
    const created = new TableBuilder(this.#placeOf(key), this.#depth + 1);
    this.#entries.set(nameOfKey(key), created);
    return created;
  }

  #placeOf(node: AST.TOMLNode): Place {
    return placeOf(node, this.#place.file);
  }
}

function nameOfKey(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function contentOf(content: AST.TOMLContentNode, file: string, depth: number): TomlValue {
  if (content.type === 'TOMLValue') return valueOfScalar(content, file);
  if (content.type === 'TOMLInlineTable') return tableOf(content, file, depth);
  if (depth > deepest) throw syntaxError(`nested more than ${deepest} deep`, placeOf(content, file));
  return content.elements.map((element) => contentOf(element, file, depth + 1));
}

function tableOf(content: AST.TOMLInlineTable, file: string, depth: number): TomlTable {
  const table = new TableBuilder(placeOf(content, file), depth);
  for (const keyValue of content.body) table.addKeyValue(keyValue);
  return withoutMarks(table.finish());
}
