// Writes out what code asks about its package and its module: takes an item, gives edits of `env!` and `module_path!`. In a
// unit the compiler would answer for the unit.
import { isExported } from '../read/attributes.js';
import type { Item } from '../read/crate-source.js';
import { tokensOf } from '../syntax/tokens.js';
import type { TextEdit } from './text-edits.js';

/** With the path before the name of the macro, and a message that the compiler would show. */
const asks =
  /(?<!::\s*)(?<!\w)(?:(?:::\s*)?(?:std|core)\s*::\s*)?\b(env|option_env|module_path)\s*!\s*[([{]\s*(?:"(\w+)"\s*(?:,\s*(?:"(?:[^"\\]|\\.)*"\s*,?\s*)?)?)?[)\]}]/g;

/**
 * An exported macro asks about the crate that calls it, and keeps its question.
 *
 * @param facts by the names of the variables, see `packageFacts`
 * @param start the first position to look at, that of the first attribute
 */
export function toldByCargo(
  item: Item,
  facts: ReadonlyMap<string, string>,
  start: number,
): readonly TextEdit[] {
  const { kind, node, file, attributes, module } = item;
  const isMacro = kind === 'macro';
  if (isMacro && isExported(item)) return [];
  const matches = [...file.text.slice(start, node.end).matchAll(asks)];
  if (matches.length === 0) return [];
  // What only looks like it, in a comment or a text, is no token.
  const words = new Set(
    [node, ...attributes.map((attribute) => attribute.node)].flatMap((each) =>
      tokensOf(each, file.text).map((token) => token.start),
    ),
  );
  return matches.flatMap((match): readonly TextEdit[] => {
    const [whole, macro = '', variable] = match;
    const at = start + match.index;
    if (!words.has(at + whole.search(/\b(?:env|option_env|module_path)\b/))) return [];
    const path = [facts.get('CARGO_CRATE_NAME'), ...module.path].join('::');
    const told = macro === 'module_path' ? (isMacro ? undefined : path) : facts.get(variable ?? '');
    if (told === undefined) return [];
    const text = macro === 'option_env' ? `Some(${quoted(told)})` : quoted(told);
    return [{ start: at, end: at + whole.length, text }];
  });
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** As a literal of Rust. */
function quoted(text: string): string {
  const escaped = text.replace(/[\\"\p{Cc}]/gu, (found) => {
    return escapes[found] ?? `\\u{${(found.codePointAt(0) as number).toString(16)}}`;
  });
  return `"${escaped}"`;
}
