// Takes pieces of code out of a text so that no ragged lines stay: takes spans, gives edits. A line that only held what
// goes, goes too, with the comment at its end; every other comment stays.
import type { Span } from '@flake-lattice/nix-text';
import type { Layout } from './layout.js';
import type { TextEdit } from './text-edit.js';

/** The spans begin and end at tokens and do not overlap; those with only whitespace between them go as one. */
export function deleteTidily(layout: Layout, spans: readonly Span[]): readonly TextEdit[] {
  const sorted = [...spans].sort((one, other) => one.start - other.start);
  const merged: Span[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && layout.isBlank(last.end, start)) merged[merged.length - 1] = { start: last.start, end };
    else merged.push({ start, end });
  }
  const edits: TextEdit[] = [];
  for (const span of merged) {
    const { start, end } = deletionOf(layout, span);
    const before = edits.at(-1)?.end ?? 0;
    edits.push({ start: Math.max(start, before), end, text: '' });
  }
  return edits;
}

function deletionOf(layout: Layout, span: Span): Span {
  const { text } = layout;
  const rest = layout.lineRest(span.end);
  const after = layout.blanksAfter(span.end);
  const before = layout.blanksBefore(span.start);
  if (layout.isFirstOnLine(span.start)) {
    if (rest.isLineEnd) return wholeLines(layout, span.start, rest.end);
    const lineBefore = layout.lastCodeBefore(span.start);
    if (lineBefore !== undefined && '})]'.includes(text[after.end] ?? ' '))
      return { start: lineBefore, end: span.end };
    return { start: span.start, end: after.end };
  }
  const hasBlanksBefore = before.start < span.start;
  const followsBracket = '{(['.includes(text[before.start - 1] ?? ' ');
  if (!hasBlanksBefore && followsBracket) return { start: span.start, end: after.end };
  return { start: before.start, end: span.end };
}

/** The lines from `start` to `end`; of two blank lines that would meet, one; and one that would follow a bracket. */
function wholeLines(layout: Layout, start: number, end: number): Span {
  const { text } = layout;
  const first = layout.lineStart(start);
  const lineFeed = text.indexOf('\n', end);
  if (lineFeed < 0) return { start: layout.blanksBefore(first).start, end: text.length };
  const behind = lineFeed + 1;
  const blankBehind = /^[ \t]*\r?\n/.exec(text.slice(behind))?.[0];
  const lineBefore = first > 0 ? text.slice(layout.lineStart(first - 1), first).trimEnd() : 'nothing';
  const meetsBlank =
    lineBefore === '' || (lineBefore.endsWith('{') && layout.lastCodeBefore(start) !== undefined);
  return { start: first, end: behind + (blankBehind && meetsBlank ? blankBehind.length : 0) };
}
