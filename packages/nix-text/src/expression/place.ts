// Puts rendered expressions into the text of a template: indents their later lines, and tells where each one stands.
import { tokenize } from '../tokenizer/tokenize.js';
import type { NixExpression } from './expression.js';
import { renderExpression } from './render.js';

/**
 * The marks are halves of surrogate pairs: no text that was read as UTF-8 holds one alone, and no expression does. A
 * value begins with `valueStart`, its number and `valueText`, and ends with `valueEnd`; until its place is known,
 * `lineEnd` stands for its line ends.
 */
const valueStart = '\uD800';
const valueText = '\uD801';
const valueEnd = '\uD802';
const lineEnd = '\uD803';

/** By characters, so that the first half of a whole pair is no mark. */
const marks = /\uD800(\d+)\uD801|\uD802|\uD803|\n([ \t]*)/gu;

/** A value in a finished text; offsets count UTF-16 code units from 0, `end` is behind the last. */
export interface PlacedValue {
  /** The number that the value was rendered with. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

export interface PlacedText {
  readonly text: string;
  readonly values: readonly PlacedValue[];
}

/** The text of an expression for {@link placeExpressions} to finish. @param number tells the values of a text apart */
export function renderForTemplate(expression: NixExpression, number: number): string {
  return `${valueStart}${number}${valueText}${renderExpression(expression, lineEnd)}${valueEnd}`;
}

/** Takes the marks out; the lines of a value are indented as the line that it begins on. */
export function placeExpressions(marked: string): PlacedText {
  const values: PlacedValue[] = [];
  let text = '';
  let at = 0;
  let indent = /^[ \t]*/.exec(marked)?.[0] ?? '';
  let open: Omit<PlacedValue, 'end'> | undefined;
  for (const match of marked.matchAll(marks)) {
    text += marked.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[1] !== undefined) open = { number: Number(match[1]), start: text.length };
    else if (match[0] === valueEnd) values.push({ ...(open as PlacedValue), end: text.length });
    else if (match[0] === lineEnd) text += `\n${indent}`;
    else {
      indent = match[2] ?? '';
      text += match[0];
    }
  }
  return { text: text + marked.slice(at), values };
}

/**
 * The values that are no expression where they stand: within a string or a comment of the template, or touching a
 * word of it. Such a value would end the string, and what it holds would become code.
 */
export function findMisplacedValues({ text, values }: PlacedText): readonly PlacedValue[] {
  const starts = new Set<number>();
  const ends = new Set<number>();
  for (const { kind, start, end } of tokenize(text)) {
    if (kind === 'comment' || kind.endsWith('-text')) continue;
    if (!kind.endsWith('-close')) starts.add(start);
    if (!kind.endsWith('-open')) ends.add(end);
  }
  return values.filter(({ start, end }) => !starts.has(start) || !ends.has(end));
}
