// Takes the syntax tree of a TOML document, gives every key that is written in it: its path, its text, and what holds it.
import type { AST } from 'toml-eslint-parser';

/** A key with its value, wherever it is written: below a header, dotted, or within an inline table. */
export interface WrittenKey {
  /** From the top of the document. Within an array of tables there are none. */
  readonly path: readonly string[];
  readonly keyValue: AST.TOMLKeyValue;
  /** The path of the header or inline table that holds it. */
  readonly holder: readonly string[];
  readonly isInline: boolean;
}

export interface WrittenHeader {
  readonly path: readonly string[];
  readonly table: AST.TOMLTable;
}

export interface WrittenDocument {
  readonly headers: readonly WrittenHeader[];
  readonly keys: readonly WrittenKey[];
}

export function writtenDocument({ body }: AST.TOMLProgram): WrittenDocument {
  const headers: WrittenHeader[] = [];
  const keys: WrittenKey[] = [];
  const add = (keyValue: AST.TOMLKeyValue, holder: readonly string[], isInline: boolean) => {
    const path = [...holder, ...keyValue.key.keys.map(nameOfKey)];
    keys.push({ path, keyValue, holder, isInline });
    if (keyValue.value.type === 'TOMLInlineTable') {
      for (const inner of keyValue.value.body) add(inner, path, true);
    }
  };
  for (const entry of body[0].body) {
    if (entry.type === 'TOMLKeyValue') {
      add(entry, [], false);
      continue;
    }
    const { resolvedKey } = entry;
    if (resolvedKey.some((part) => typeof part === 'number')) continue;
    const path = resolvedKey as readonly string[];
    headers.push({ path, table: entry });
    for (const keyValue of entry.body) add(keyValue, path, false);
  }
  return { headers, keys };
}

function nameOfKey(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

export function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return path.length >= start.length && start.every((name, index) => path[index] === name);
}

export function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && startsWith(one, other);
}
