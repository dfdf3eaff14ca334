// Adds, renames and removes a name among the arguments of a function: takes its parameter, gives edits in its layout.
import type { Formal, SetParameter } from '@flake-lattice/nix-text';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { deleteTidily } from '../edit/tidy-deletion.js';

export function addFormal(layout: Layout, parameter: SetParameter, name: string): readonly TextEdit[] {
  const { formals, commas } = parameter;
  const last = formals.at(-1);
  if (!last) return [addOnlyFormal(layout, parameter, name)];
  const commaAfter = commas[formals.length - 1];
  const guide = commas[formals.length - 2] ?? commaAfter;
  const isCommaBeside = commaAfter !== undefined && layout.areOnOneLine(last.end, commaAfter.start);
  if (guide && layout.isFirstOnLine(guide.start) && !isCommaBeside) {
    const blanks = layout.blanksAfter(guide.end);
    const line = `,${layout.text.slice(blanks.start, blanks.end) || ' '}${name}`;
    return [
      insertText(layout.lineRest(last.end).end, `${layout.lineEnd}${layout.indentation(guide.start)}${line}`),
    ];
  }
  if (layout.isFirstOnLine(last.start))
    return addOnOwnLine(layout, last, isCommaBeside ? commaAfter.end : undefined, name);
  return [insertText(layout.behindComments(last.end), `${separatorOf(layout, parameter)}${name}`)];
}

function insertText(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function addOnlyFormal(layout: Layout, { open, close, ellipsis }: SetParameter, name: string): TextEdit {
  if (ellipsis) {
    const isFirst = layout.isFirstOnLine(ellipsis.start);
    const gap = isFirst ? `${layout.lineEnd}${layout.indentation(ellipsis.start)}` : ' ';
    return insertText(ellipsis.start, `${name},${gap}`);
  }
  const isEmpty = layout.isBlank(open.end, close.start);
  return isEmpty
    ? { start: open.end, end: close.start, text: ` ${name} ` }
    : insertText(open.end, ` ${name}`);
}

function addOnOwnLine(
  layout: Layout,
  last: Formal,
  commaEnd: number | undefined,
  name: string,
): readonly TextEdit[] {
  const gap = `${layout.lineEnd}${layout.indentation(last.start)}`;
  if (commaEnd !== undefined) {
    const rest = layout.lineRest(commaEnd);
    return [rest.isLineEnd ? insertText(rest.end, `${gap}${name},`) : insertText(last.end, `, ${name}`)];
  }
  const rest = layout.lineRest(last.end);
  if (rest.end === last.end) return [insertText(last.end, `,${gap}${name}`)];
  return [insertText(last.end, ','), insertText(rest.end, `${gap}${name}`)];
}

/** As the first comma stands: `, `, `,` or ` , `. */
function separatorOf(layout: Layout, { commas }: SetParameter): string {
  const [comma] = commas;
  if (!comma) return ', ';
  const before = layout.blanksBefore(comma.start);
  const isSetOff = before.start < before.end && !layout.isFirstOnLine(comma.start);
  const isTight = /\S/.test(layout.text[comma.end] ?? '');
  return `${isSetOff ? ' ' : ''},${isTight ? '' : ' '}`;
}

export function renameFormal({ nameSpan }: Formal, name: string): TextEdit {
  return { start: nameSpan.start, end: nameSpan.end, text: name };
}

export function removeFormal(layout: Layout, parameter: SetParameter, name: string): readonly TextEdit[] {
  const { formals, commas, ellipsis } = parameter;
  const index = formals.findIndex((formal) => formal.name === name);
  const formal = formals[index];
  if (!formal) return [];
  const before = commas[index - 1];
  const after = commas[index];
  const isBeside = (comma: typeof before) =>
    comma !== undefined && layout.areOnOneLine(comma.start, formal.start);
  if (before && isBeside(before) && layout.isFirstOnLine(before.start)) {
    return deleteTidily(layout, [{ start: before.start, end: formal.end }]);
  }
  const next = formals[index + 1] ?? ellipsis;
  if (after && !before && next && !layout.areOnOneLine(formal.end, after.start)) {
    return joinWithNext(layout, formal, after, next);
  }
  if (after) return deleteTidily(layout, [formal, after]);
  if (!before) return deleteTidily(layout, [formal]);
  // A comment behind it goes with it only from a line of its own.
  const rest = layout.lineRest(formal.end);
  const end = layout.isFirstOnLine(formal.start) ? rest.end : formal.end;
  return deleteTidily(layout, [before, { start: formal.start, end }]);
}

/** The first of a list whose commas lead the lines: the second takes its line, where no comment stands between. */
function joinWithNext(
  layout: Layout,
  formal: Formal,
  comma: { start: number; end: number },
  next: { start: number },
): readonly TextEdit[] {
  const isPlain = layout.isBlank(formal.end, comma.start) && layout.isBlank(comma.end, next.start);
  if (!isPlain) return deleteTidily(layout, [formal, comma]);
  return [{ start: formal.start, end: next.start, text: '' }];
}
