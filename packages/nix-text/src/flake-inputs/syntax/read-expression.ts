// Reads a Nix text into its syntax tree: takes a text, gives the tree of its one expression. Accepts all that the real
// parser accepts and some more; the real parser remains the judge.
import { Cursor } from './cursor.js';
import { beginsSetParameter, readAttributeSet, readBindings, readSetParameter } from './read-bindings.js';
import { readAttributePath, readPath, readString } from './read-string.js';
import type { Expression, Lambda } from './tree.js';

/** @throws SyntaxFault */
export function readNixText(text: string): Expression {
  const cursor = new Cursor(text);
  const expression = readExpression(cursor);
  if (!cursor.isAtEnd) cursor.fail('the text goes on behind the end of its expression');
  return expression;
}

function readExpression(cursor: Cursor): Expression {
  return cursor.nested(() => readLambda(cursor) ?? readKeywordForm(cursor) ?? readOperators(cursor));
}

function readLambda(cursor: Cursor): Lambda | undefined {
  const { kind, text, start, end } = cursor.peek();
  const named = kind === 'identifier';
  if (named && cursor.sees(':', 1)) {
    cursor.next();
    cursor.next();
    const body = readExpression(cursor);
    return {
      kind: 'lambda',
      parameter: { kind: 'name-parameter', name: text, start, end },
      body,
      start,
      end: body.end,
    };
  }
  if (!(named && cursor.sees('@', 1)) && !beginsSetParameter(cursor)) return undefined;
  const parameter = readSetParameter(cursor, readExpression);
  cursor.expect(':');
  const body = readExpression(cursor);
  return { kind: 'lambda', parameter, body, start, end: body.end };
}

function readKeywordForm(cursor: Cursor): Expression | undefined {
  const { start } = cursor.peek();
  if (cursor.takeIf('with')) {
    const scope = readExpression(cursor);
    cursor.expect(';');
    const body = readExpression(cursor);
    return { kind: 'with', scope, body, start, end: body.end };
  }
  if (cursor.takeIf('assert')) {
    const condition = readExpression(cursor);
    cursor.expect(';');
    const body = readExpression(cursor);
    return { kind: 'composite', of: 'assert', parts: [condition, body], start, end: body.end };
  }
  if (cursor.takeIf('if')) {
    const condition = readExpression(cursor);
    cursor.expect('then');
    const yes = readExpression(cursor);
    cursor.expect('else');
    const no = readExpression(cursor);
    return { kind: 'composite', of: 'if', parts: [condition, yes, no], start, end: no.end };
  }
  if (!cursor.sees('let') || cursor.sees('{', 1)) return undefined;
  cursor.next();
  const bindings = readBindings(cursor, readExpression);
  cursor.expect('in');
  const body = readExpression(cursor);
  return { kind: 'let', bindings, body, start, end: body.end };
}

const prefixOperators = new Set(['-', '!']);
const infixOperators = new Set([
  '==',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '&&',
  '||',
  '->',
  '//',
  '++',
  '+',
  '-',
  '*',
  '/',
  '|>',
  '<|',
]);

function readOperators(cursor: Cursor): Expression {
  const { start } = cursor.peek();
  const parts: Expression[] = [];
  let prefixed = false;
  for (;;) {
    while (cursor.peek().kind === 'punctuation' && prefixOperators.has(cursor.peek().text)) {
      cursor.next();
      prefixed = true;
    }
    parts.push(readTestedApplication(cursor));
    const { kind, text } = cursor.peek();
    if (kind !== 'punctuation' || !infixOperators.has(text)) break;
    cursor.next();
  }
  const [first] = parts;
  if (first && parts.length === 1 && !prefixed) return first;
  return { kind: 'composite', of: 'operators', parts, start, end: cursor.previous.end };
}

function readTestedApplication(cursor: Cursor): Expression {
  let target = readApplication(cursor);
  while (cursor.takeIf('?')) {
    const path = readAttributePath(cursor, readExpression);
    target = { kind: 'attribute-test', target, path, start: target.start, end: cursor.previous.end };
  }
  return target;
}

function readApplication(cursor: Cursor): Expression {
  const first = readSelection(cursor);
  if (!first) cursor.fail('an expression was expected');
  const rest: Expression[] = [];
  for (let next = readSelection(cursor); next; next = readSelection(cursor)) rest.push(next);
  if (rest.length === 0) return first;
  return {
    kind: 'application',
    function: first,
    arguments: rest,
    start: first.start,
    end: cursor.previous.end,
  };
}

function readSelection(cursor: Cursor): Expression | undefined {
  const target = readSimple(cursor);
  if (!target || !cursor.takeIf('.')) return target;
  const path = readAttributePath(cursor, readExpression);
  const fallback = cursor.takeIf('or') ? readSelection(cursor) : undefined;
  return { kind: 'selection', target, path, fallback, start: target.start, end: cursor.previous.end };
}

function readSimple(cursor: Cursor): Expression | undefined {
  const { kind, text, start, end } = cursor.peek();
  switch (kind) {
    case 'identifier':
      cursor.next();
      return { kind: 'identifier', name: text, start, end };
    case 'integer':
    case 'float':
      cursor.next();
      return { kind: 'literal', of: 'number', text, parts: [], start, end };
    case 'uri':
    case 'search-path':
      cursor.next();
      return { kind: 'literal', of: kind, text, parts: [], start, end };
    case 'path':
      return readPath(cursor, readExpression);
    case 'string-open':
    case 'indented-open':
      return readString(cursor, readExpression);
    default:
      return cursor.nested(() => readBracketed(cursor));
  }
}

function readBracketed(cursor: Cursor): Expression | undefined {
  const { start } = cursor.peek();
  if (cursor.sees('{') || cursor.sees('rec')) return readAttributeSet(cursor, readExpression);
  if (cursor.takeIf('(')) {
    const inner = readExpression(cursor);
    return { kind: 'parenthesized', inner, start, end: cursor.expect(')').end };
  }
  if (cursor.takeIf('[')) {
    const items: Expression[] = [];
    for (let item = readSelection(cursor); item; item = readSelection(cursor)) items.push(item);
    return { kind: 'list', items, start, end: cursor.expect(']').end };
  }
  if (cursor.sees('let') && cursor.sees('{', 1)) {
    cursor.next();
    cursor.next();
    const bindings = readBindings(cursor, readExpression);
    return { kind: 'let', bindings, body: undefined, start, end: cursor.expect('}').end };
  }
  // The old `f or`: `or` where an argument is due is a name.
  if (cursor.sees('or')) {
    const { end } = cursor.next();
    return { kind: 'identifier', name: 'or', start, end };
  }
  return undefined;
}
