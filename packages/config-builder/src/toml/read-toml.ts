// Takes the text of a TOML 1.0 document, gives its values, each key with the place where it was written.
import type { Place } from '@flake-lattice/errors';
import { type MarkedTable, mapMarks } from './marked-table.js';
import { parseToml } from './parse-toml.js';
import { readPlainToml } from './read-plain-toml.js';
import { TableBuilder } from './table-builder.js';

/**
 * The place of a key is that of its first appearance; a table of `[[…]]` headers is one leaf, an array.
 *
 * @param file how places name the document
 * @throws CONFIG_SYNTAX with line and column, from 1
 */
export function readToml(text: string, file: string): MarkedTable<Place> {
  return readMarkedToml(text, file, (place) => place);
}

/** The same with marks that are made of the places. @throws CONFIG_SYNTAX with line and column, from 1 */
export function readMarkedToml<Mark>(
  text: string,
  file: string,
  markOf: (place: Place) => Mark,
): MarkedTable<Mark> {
  return readPlainToml(text, file, markOf) ?? mapMarks(readAnyToml(text, file), markOf);
}

/** By the parser alone, whatever the document holds. @throws CONFIG_SYNTAX with line and column, from 1 */
export function readAnyToml(text: string, file: string): MarkedTable<Place> {
  const { body } = parseToml(text, file);
  const root = new TableBuilder({ file, line: 1, column: 1 });
  for (const entry of body[0].body) {
    if (entry.type === 'TOMLKeyValue') root.addKeyValue(entry);
    else {
      const table = root.openHeader(entry);
      for (const keyValue of entry.body) table.addKeyValue(keyValue);
    }
  }
  return root.finish();
}

/**
 * One line of `section.key = value`, as `--set` takes it; nothing when the text is TOML of another form.
 *
 * @throws CONFIG_SYNTAX with line and column
 */
export function readKeyValue(text: string, file: string): MarkedTable<Place> | undefined {
  const { body, comments } = parseToml(text, file);
  const [entry, ...others] = body[0].body;
  if (entry?.type !== 'TOMLKeyValue' || others.length + comments.length > 0) return undefined;
  if (entry.key.keys.length < 2) return undefined;
  const root = new TableBuilder({ file, line: 1, column: 1 });
  root.addKeyValue(entry);
  return root.finish();
}
