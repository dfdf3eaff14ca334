// Renders a declaration for its unit: takes it, gives its text, public and inlined, and the files that it includes.
import { conditionsOf, isExported } from '../read/attributes.js';
import type { Item } from '../read/crate-source.js';
import { isTestPredicate, whereTested } from '../read/predicates.js';
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import { includedFiles } from './included-files.js';
import { inlineFunctions } from './inline-functions.js';
import { openItem } from './open-items.js';
import { applyTextEdits, type TextEdit } from './text-edits.js';
import { toldByCargo } from './told-by-cargo.js';

export interface ItemText {
  readonly text: string;
  readonly files: readonly string[];
}

export interface ItemSurroundings {
  /** What its code may ask about the package. */
  readonly facts: ReadonlyMap<string, string>;
  /** Its private fields and methods stay what they are. */
  readonly isClosed: boolean;
  /** Of a macro: it is not exported. */
  readonly isLocal?: boolean;
}

/**
 * @param all predicates that have to hold for it to be there, which its own text says in part
 */
export function itemText(
  item: Item,
  all: readonly string[],
  { facts, isClosed, isLocal = false }: ItemSurroundings,
): ItemText {
  const { kind, node, file, attributes } = item;
  const written = conditionsOf(attributes).map(openPredicate);
  const conditions = all.filter((condition) => !written.includes(condition));
  const start = attributes[0]?.node.start ?? node.start;
  const included = includedFiles(file, start, node.end);
  const told = toldByCargo(item, facts, start);
  const edits = [
    ...inlineFunctions(kind, node, attributes, file.text),
    ...openItem(kind, node, file.text, isClosed),
    ...included.edits,
    ...told,
    ...openTests(kind, node, file.text),
  ];
  const heads = [
    ...conditions.map((condition) => `#[cfg(${condition})]`),
    ...attributes
      .filter(({ name }) => name !== 'macro_use')
      .map((attribute) =>
        openAttribute(
          applyTextEdits(file.text, attribute.node.start, attribute.node.start + attribute.text.length, [
            ...included.edits,
            ...told,
          ]),
        ),
      ),
  ];
  if (kind === 'macro' && !isLocal && !isExported(item)) heads.push('#[macro_export]');
  const body = applyTextEdits(file.text, node.start, node.end, edits);
  const lead = indentAt(file.text, node.start);
  return {
    text: [...heads, body].map((line) => lead + line).join('\n') + (needsEnd(item) ? ';' : ''),
    files: included.files,
  };
}

/** Members of an impl that are there in tests alone are there always: the tests see them from another crate. */
function openTests(kind: Item['kind'], node: SyntaxNode, text: string): readonly TextEdit[] {
  if (kind !== 'impl') return [];
  return (childOf(node, 'body')?.children ?? []).flatMap((child) => {
    const shown = textOf(text, child);
    const opened = child.kind === 'attribute_item' ? openAttribute(shown) : shown;
    return opened === shown ? [] : [{ start: child.start, end: child.end, text: opened }];
  });
}

/** Of a predicate that is there in tests alone. */
function openPredicate(predicate: string): string {
  return isTestPredicate(predicate) ? whereTested(predicate) : predicate;
}

/** Of an attribute, `#[cfg(all(test, unix))]`. */
function openAttribute(text: string): string {
  const [, predicate] = /^#\[\s*cfg\s*\(([\s\S]*)\)\s*\]$/.exec(text) ?? [];
  return predicate !== undefined && isTestPredicate(predicate) ? `#[cfg(${whereTested(predicate)})]` : text;
}

/** So that the first line stands as the others do. */
function indentAt(text: string, position: number): string {
  const before = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  return /^\s*$/.test(before) ? before : '';
}

function needsEnd({ kind, node, file }: Item): boolean {
  return kind === 'call' && !textOf(file.text, node).endsWith('}');
}
