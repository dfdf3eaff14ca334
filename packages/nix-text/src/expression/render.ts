// Takes a Nix expression as data, gives its text in the layout that nixfmt leaves as it is.
import { renderAttributeName } from './attribute-name.js';
import type { NixAttributes, NixExpression } from './expression.js';
import { quote } from './quote.js';
import { renderFloat, renderInteger } from './render-number.js';

export interface Layout {
  /** How many columns a line may fill before a set or list is broken over several. Default 100. */
  readonly width?: number;
  /** What ends each line; default a line feed. */
  readonly lineEnd?: string;
}

/** The text can stand wherever a value may, as an argument too. It has no final line end. */
export function renderExpression(expression: NixExpression, layout: Layout = {}): string {
  const { width = 100, lineEnd = '\n' } = layout;
  return lines(expression, width).join(lineEnd);
}

function lines(expression: NixExpression, width: number): readonly string[] {
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
      return enclose(
        '[',
        expression.items.map((item) => lines(item, width - 2)),
        ']',
        width,
      );
    case 'attributes':
      return enclose(
        '{',
        sorted(expression).map((binding) => bindingLines(binding, width - 2)),
        '}',
        width,
      );
  }
}

type Binding = readonly [name: string, value: NixExpression];

function sorted({ bindings }: NixAttributes): readonly Binding[] {
  return [...bindings].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A set of one binding is written as a path: `a.url = "…";` for `a = { url = "…"; };`. */
function bindingLines([name, value]: Binding, width: number): readonly string[] {
  let path = renderAttributeName(name);
  let end = value;
  while (end.kind === 'attributes' && end.bindings.size === 1) {
    for (const [next, below] of end.bindings) {
      path += `.${renderAttributeName(next)}`;
      end = below;
    }
  }
  const [first, ...rest] = lines(end, width - path.length - ' = ;'.length);
  return withEnd([`${path} = ${first}`, ...rest], ';');
}

/** On one line where there is at most one part of one line, or a list is short enough; else one part a line. */
function enclose(
  open: string,
  parts: readonly (readonly string[])[],
  close: string,
  width: number,
): readonly string[] {
  if (parts.length === 0) return [`${open} ${close}`];
  const flat = `${open} ${parts.map(([first]) => first).join(' ')} ${close}`;
  const isFlat = parts.every((part) => part.length === 1) && flat.length <= width;
  if (isFlat && (open === '[' || parts.length === 1)) return [flat];
  return [open, ...parts.flat().map((line) => `  ${line}`), close];
}

function withEnd(text: readonly string[], end: string): readonly string[] {
  return [...text.slice(0, -1), `${text.at(-1)}${end}`];
}
