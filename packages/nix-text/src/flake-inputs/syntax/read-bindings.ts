// Reads the bindings of sets and `let`, and the parameters of functions: takes a cursor in front of them, gives nodes.
import type { Cursor } from './cursor.js';
import {
  beginsAttributeName,
  type ReadExpression,
  readAttributeName,
  readAttributePath,
} from './read-string.js';
import type {
  Assignment,
  AttributeName,
  AttributeSet,
  Binding,
  Formal,
  Inheritance,
  NameParameter,
  SetParameter,
} from './tree.js';

/** Up to the `}` or `in` that ends them, which is left. */
export function readBindings(cursor: Cursor, readExpression: ReadExpression): readonly Binding[] {
  const bindings: Binding[] = [];
  while (!cursor.sees('}') && !cursor.sees('in')) {
    bindings.push(
      cursor.sees('inherit')
        ? readInheritance(cursor, readExpression)
        : readAssignment(cursor, readExpression),
    );
  }
  return bindings;
}

function readAssignment(cursor: Cursor, readExpression: ReadExpression): Assignment {
  const { start } = cursor.peek();
  const path = readAttributePath(cursor, readExpression);
  cursor.expect('=');
  const value = readExpression(cursor);
  return { kind: 'assignment', path, value, start, end: cursor.expect(';').end };
}

function readInheritance(cursor: Cursor, readExpression: ReadExpression): Inheritance {
  const { start } = cursor.expect('inherit');
  const from = cursor.takeIf('(') ? readExpression(cursor) : undefined;
  if (from) cursor.expect(')');
  const names: AttributeName[] = [];
  while (beginsAttributeName(cursor.peek())) names.push(readAttributeName(cursor, readExpression));
  return { kind: 'inheritance', from, names, start, end: cursor.expect(';').end };
}

/** At `rec` or `{`. */
export function readAttributeSet(cursor: Cursor, readExpression: ReadExpression): AttributeSet {
  const { start } = cursor.peek();
  const recursive = cursor.takeIf('rec') !== undefined;
  const open = cursor.expect('{');
  const bindings = readBindings(cursor, readExpression);
  const close = cursor.expect('}');
  return { kind: 'set', recursive, open, close, bindings, start, end: close.end };
}

/** Whether the `{` that comes next begins the parameter of a function rather than a set. */
export function beginsSetParameter(cursor: Cursor): boolean {
  if (!cursor.sees('{')) return false;
  if (cursor.sees('...', 1)) return true;
  if (cursor.sees('}', 1)) return cursor.sees(':', 2) || cursor.sees('@', 2);
  return cursor.peek(1).kind === 'identifier' && [',', '?', '}'].some((text) => cursor.sees(text, 2));
}

/** At `name @ {` or `{`, up to the `:`, which is left. */
export function readSetParameter(cursor: Cursor, readExpression: ReadExpression): SetParameter {
  const { start } = cursor.peek();
  let alias = cursor.sees('{') ? undefined : readAlias(cursor);
  if (alias) cursor.expect('@');
  const open = cursor.expect('{');
  const formals: Formal[] = [];
  const commas: { start: number; end: number }[] = [];
  let ellipsis: { start: number; end: number } | undefined;
  while (!cursor.sees('}')) {
    ellipsis = cursor.takeIf('...');
    if (ellipsis) break;
    formals.push(readFormal(cursor, readExpression));
    const comma = cursor.takeIf(',');
    if (!comma) break;
    commas.push(comma);
  }
  const close = cursor.expect('}');
  if (!alias && cursor.takeIf('@')) alias = readAlias(cursor);
  const { end } = cursor.previous;
  return { kind: 'set-parameter', open, close, formals, commas, ellipsis, alias, start, end };
}

function readFormal(cursor: Cursor, readExpression: ReadExpression): Formal {
  if (cursor.peek().kind !== 'identifier') cursor.fail('the name of an argument was expected');
  const nameSpan = cursor.next();
  const value = cursor.takeIf('?') ? readExpression(cursor) : undefined;
  return { name: nameSpan.text, nameSpan, default: value, start: nameSpan.start, end: cursor.previous.end };
}

function readAlias(cursor: Cursor): NameParameter {
  if (cursor.peek().kind !== 'identifier') cursor.fail('the name of an argument was expected');
  const { text, start, end } = cursor.next();
  return { kind: 'name-parameter', name: text, start, end };
}
