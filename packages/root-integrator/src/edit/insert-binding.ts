// Puts bindings into a set in the layout of their place: takes a set, the binding to follow and lines, gives one edit.
import type { AttributeSet, Span } from '@flake-lattice/nix-text';
import type { Layout } from './layout.js';
import type { TextEdit } from './text-edit.js';

/** A binding to be written, in the ways a place may ask for: on one line, or on lines that are indented by `step`. */
export type NewBinding = (way: 'one-line' | 'lines', step: string) => readonly string[];

/** Behind `after`, a binding of the set, on a line of its own where the bindings have such lines. */
export function insertAfter(
  layout: Layout,
  set: AttributeSet,
  after: Span,
  binding: NewBinding,
  options: { readonly blankLineBefore?: boolean } = {},
): TextEdit {
  const rest = layout.lineRest(after.end);
  const isFirst = layout.isFirstOnLine(after.start);
  const isLast = layout.isBlank(after.end, set.close.start);
  if (!rest.isLineEnd && !(isFirst && isLast)) {
    return insertText(after.end, ` ${binding('one-line', '').join(' ')}`);
  }
  const indentation = indentationLike(layout, set, after);
  const step = layout.step(set.start, set.bindings[0]?.start);
  const lines = binding('lines', step).map((line) => `${layout.lineEnd}${indentation}${line}`);
  const blank = options.blankLineBefore ? layout.lineEnd : '';
  return insertText(rest.end, blank + lines.join(''));
}

/** Into a set without bindings; what stands in it, comments alone, stays. */
export function insertIntoEmpty(
  layout: Layout,
  set: AttributeSet,
  binding: NewBinding,
  flake: AttributeSet,
): TextEdit {
  const { open, close } = set;
  const isWithinOneLine = layout.areOnOneLine(flake.start, close.start) && set.start !== flake.start;
  const inner = layout.text.slice(open.end, close.start);
  if (isWithinOneLine && inner.trim() === '') {
    return { start: open.end, end: close.start, text: ` ${binding('one-line', '').join(' ')} ` };
  }
  const outer = layout.indentation(set.start);
  const step = outer.includes('\t')
    ? '\t'
    : outer === ''
      ? '  '
      : layout.step(flake.start, flake.bindings[0]?.start);
  const lines = binding('lines', step).map((line) => `${layout.lineEnd}${outer}${step}${line}`);
  const kept = inner.trimEnd();
  const closeLine = inner.slice(kept.length).includes('\n')
    ? inner.slice(kept.length)
    : `${layout.lineEnd}${outer}`;
  const text = lines.join('') + closeLine.slice(Math.max(0, closeLine.lastIndexOf(layout.lineEnd)));
  return { start: open.end + kept.length, end: close.start, text };
}

function insertText(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function indentationLike(layout: Layout, set: AttributeSet, after: Span): string {
  if (layout.isFirstOnLine(after.start)) return layout.indentation(after.start);
  // A binding beside the opening bracket sets the column; one beside another binding has the indentation of its line.
  return layout.areOnOneLine(set.open.start, after.start)
    ? layout.columnBlanks(after.start)
    : layout.indentation(after.start);
}
