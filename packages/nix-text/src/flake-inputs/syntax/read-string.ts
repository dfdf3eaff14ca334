// Reads strings, paths and attribute names: takes a cursor in front of one, gives its node.
import type { Token } from '../../tokenizer/token.js';
import type { Cursor } from './cursor.js';
import type { AttributeName, Expression, Literal, StringExpression } from './tree.js';

/** Reads an expression; handed down, since strings hold expressions and expressions hold strings. */
export type ReadExpression = (cursor: Cursor) => Expression;

export function readString(cursor: Cursor, readExpression: ReadExpression): StringExpression {
  const open = cursor.next();
  const quoted = open.kind === 'string-open';
  const parts: Expression[] = [];
  let plain = '';
  for (;;) {
    const token = cursor.peek();
    if (token.kind === 'string-text' || token.kind === 'indented-text') plain += cursor.next().text;
    else if (token.kind === 'interpolation-open') parts.push(readInterpolation(cursor, readExpression));
    else if (token.kind === 'string-close' || token.kind === 'indented-close') break;
    else cursor.fail('a string is not closed');
  }
  const close = cursor.next();
  const value = parts.length > 0 ? undefined : quoted ? readEscapes(plain) : readIndented(plain);
  return {
    kind: 'string',
    style: quoted ? 'quoted' : 'indented',
    parts,
    value,
    start: open.start,
    end: close.end,
  };
}

export function readPath(cursor: Cursor, readExpression: ReadExpression): Literal {
  const open = cursor.next();
  const parts: Expression[] = [];
  let text = open.text;
  let end = open.end;
  for (;;) {
    const token = cursor.peek();
    if (token.start !== end) break;
    if (token.kind === 'path-text') text += cursor.next().text;
    else if (token.kind === 'interpolation-open') parts.push(readInterpolation(cursor, readExpression));
    else break;
    end = cursor.previous.end;
  }
  return { kind: 'literal', of: 'path', text, parts, start: open.start, end };
}

function readInterpolation(cursor: Cursor, readExpression: ReadExpression): Expression {
  cursor.next();
  const inner = readExpression(cursor);
  if (cursor.peek().kind !== 'interpolation-close') cursor.fail('`}` was expected');
  cursor.next();
  return inner;
}

export function beginsAttributeName({ kind, text }: Token): boolean {
  return (
    kind === 'identifier' ||
    kind === 'string-open' ||
    kind === 'interpolation-open' ||
    isOrKeyword(kind, text)
  );
}

/** `or` is a name where a name is due. */
function isOrKeyword(kind: string, text: string): boolean {
  return kind === 'keyword' && text === 'or';
}

export function readAttributeName(cursor: Cursor, readExpression: ReadExpression): AttributeName {
  const token = cursor.peek();
  if (!beginsAttributeName(token)) cursor.fail('the name of an attribute was expected');
  if (token.kind === 'string-open') {
    const { start, end, parts, value } = readString(cursor, readExpression);
    return { name: value, style: value === undefined ? 'computed' : 'quoted', parts, start, end };
  }
  if (token.kind === 'interpolation-open') {
    const inner = readInterpolation(cursor, readExpression);
    const name = inner.kind === 'string' ? inner.value : undefined;
    return { name, style: 'computed', parts: [inner], start: token.start, end: cursor.previous.end };
  }
  const { start, end, text } = cursor.next();
  return { name: text, style: 'plain', parts: [], start, end };
}

export function readAttributePath(cursor: Cursor, readExpression: ReadExpression): readonly AttributeName[] {
  const path = [readAttributeName(cursor, readExpression)];
  while (cursor.takeIf('.')) path.push(readAttributeName(cursor, readExpression));
  return path;
}

/** The value of `''…''` where it is one word, without blanks that may be indentation and without escapes. */
function readIndented(plain: string): string | undefined {
  return /^[^\s'$]*$/.test(plain) ? plain : undefined;
}

/** The value of `"…"` between its quotes; CR LF and CR count as LF, as the parser has it. */
function readEscapes(plain: string): string {
  return plain.replace(/\\([\s\S])|\r\n?/g, (_, escaped: string | undefined) => {
    if (escaped === undefined) return '\n';
    return { n: '\n', r: '\r', t: '\t' }[escaped] ?? escaped;
  });
}
