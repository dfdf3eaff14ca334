// Takes plain data, gives the text that `renderExpression` gives of it; what flakes are mostly made of, without its steps.
import { renderAttributeName } from './attribute-name.js';
import { checkText } from './expression.js';
import { fromData } from './from-data.js';
import { quote } from './quote.js';
import { longestFlat, renderExpression } from './render.js';

/** @throws CodedError VALUE_NOT_NIX as `fromData` does */
export function renderData(value: unknown, lineEnd = '\n'): string {
  if (typeof value === 'string') return quote(checkText(value));
  if (Array.isArray(value) && value.every(isText)) return renderTexts(value, lineEnd);
  return renderExpression(fromData(value), lineEnd);
}

/** What stands between the braces of a set with that binding alone, over several lines where it has to. */
export function renderBinding(name: string, value: unknown, lineEnd = '\n'): string {
  if (typeof value === 'string')
    return `${renderAttributeName(checkText(name))} = ${quote(checkText(value))};`;
  const text = renderExpression(fromData(new Map([[name, value]])), lineEnd);
  return text.startsWith('{ ')
    ? text.slice(2, -2)
    : text.slice(`{${lineEnd}  `.length, -`${lineEnd}}`.length);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function renderTexts(texts: readonly string[], lineEnd: string): string {
  if (texts.length === 0) return '[ ]';
  const [first = '', ...others] = texts.map((text) => quote(checkText(text)));
  if (others.length === 0 && first.length <= longestFlat) return `[ ${first} ]`;
  let lines = `[${lineEnd}  ${first}`;
  for (const text of others) lines += `${lineEnd}  ${text}`;
  return `${lines}${lineEnd}]`;
}
