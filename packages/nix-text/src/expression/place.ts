// Puts rendered expressions into the text of a template, so that their later lines are indented like their first.
import type { NixExpression } from './expression.js';
import { renderExpression } from './render.js';

/**
 * Stands for the line ends of an expression until its place is known. Half of a surrogate pair: no text that was
 * read as UTF-8 holds one, and no expression does.
 */
const pendingLineEnd = '\uD800';

/** By characters, so that the first half of a whole pair is none. */
const everyPendingLineEnd = new RegExp(pendingLineEnd, 'gu');

/** The text of an expression for {@link placeExpressions} to finish. */
export function renderForTemplate(expression: NixExpression): string {
  return renderExpression(expression, pendingLineEnd);
}

/** Ends the lines of all expressions, each indented as the line that it begins on. */
export function placeExpressions(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
      return line.replace(everyPendingLineEnd, `\n${indent}`);
    })
    .join('\n');
}
