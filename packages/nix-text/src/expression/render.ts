// Takes a Nix expression as data, gives its text in the layout that nixfmt leaves as it is.
import { renderAttributeName } from './attribute-name.js';
import type { NixAttributes, NixExpression } from './expression.js';
import { quote } from './quote.js';
import { renderFloat, renderInteger } from './render-number.js';

/**
 * The text can stand wherever a value may, as an argument too. It has no final line end.
 *
 * @param lineEnd what ends each line but the last; a line feed by default
 */
export function renderExpression(expression: NixExpression, lineEnd = '\n'): string {
  return lines(expression).join(lineEnd);
}

function lines(expression: NixExpression): readonly string[] {
  switch (expression.kind) {
    case 'null':
      return ['null'];
    case 'boolean':
      return [`${expression.value}`];
    case 'integer':
      return [renderInteger(expression.value)];
    case 'float':
      return [renderFloat(expression.value)];
    case 'string':
      return [quote(expression.value)];
    case 'list':
      return enclose('[', expression.items.map(lines), ']');
    case 'attributes':
      return enclose('{', sorted(expression).map(bindingLines), '}');
  }
}

type Binding = readonly [name: string, value: NixExpression];

function sorted({ bindings }: NixAttributes): readonly Binding[] {
  return [...bindings].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A set of one binding is written as a path: `a.url = "…";` for `a = { url = "…"; };`. */
function bindingLines([name, value]: Binding): readonly string[] {
  let path = renderAttributeName(name);
  let end = value;
  while (end.kind === 'attributes' && end.bindings.size === 1) {
    for (const [next, below] of end.bindings) {
      path += `.${renderAttributeName(next)}`;
      end = below;
    }
  }
  const [first, ...rest] = lines(end);
  return withEnd([`${path} = ${first}`, ...rest], ';');
}

/** On one line where there is at most one part, of one line that is not long; else one part a line. */
function enclose(open: string, parts: readonly (readonly string[])[], close: string): readonly string[] {
  const [first, ...others] = parts;
  if (first === undefined) return [`${open} ${close}`];
  const isFlat = others.length === 0 && first.length === 1 && `${first}`.length <= longestFlat;
  return isFlat ? [`${open} ${first} ${close}`] : [open, ...parts.flat().map((line) => `  ${line}`), close];
}

/** In columns; nixfmt breaks lines of more than 100, and these stand within others. */
export const longestFlat = 72;

function withEnd(text: readonly string[], end: string): readonly string[] {
  return [...text.slice(0, -1), `${text.at(-1)}${end}`];
}
