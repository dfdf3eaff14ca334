// Takes a table of TOML, gives a document: keys before tables, one header a table, an empty line before each header.

import { isTomlArray, isTomlTable, type TomlTable, type TomlValue } from './toml-value.js';
import { writeKey, writeKeyPath, writeValue } from './write-literal.js';

/** Keys stay in the table's own order but for those of tables, which TOML wants after the others. */
export function writeToml(table: TomlTable): string {
  return writeBlocks(table, []).join('\n');
}

/** Each block is a header with its keys, or the keys of the root. */
function writeBlocks(table: TomlTable, path: readonly string[], header?: string): string[] {
  const lines = [...table]
    .filter(([, value]) => !isTomlTable(value) && !isArrayOfTables(value))
    .map(([key, value]) => `${writeKey(key)} = ${writeValue(value)}\n`);
  const blocks: string[] = [];
  // A table whose keys are all tables is opened by their headers.
  if (lines.length > 0 || (header !== undefined && (table.size === 0 || header.startsWith('[[')))) {
    blocks.push((header === undefined ? '' : `${header}\n`) + lines.join(''));
  }
  for (const [key, value] of table) {
    const inner = [...path, key];
    if (isTomlTable(value)) blocks.push(...writeBlocks(value, inner, `[${writeKeyPath(inner)}]`));
    else if (isArrayOfTables(value)) {
      for (const element of value) blocks.push(...writeBlocks(element, inner, `[[${writeKeyPath(inner)}]]`));
    }
  }
  return blocks;
}

function isArrayOfTables(value: TomlValue): value is readonly TomlTable[] {
  return isTomlArray(value) && value.length > 0 && value.every(isTomlTable);
}
