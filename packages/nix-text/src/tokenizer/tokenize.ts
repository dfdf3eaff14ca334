// Cuts a Nix text into tokens: takes any text, gives tokens whose texts joined are that text again. Never fails: what
// is not Nix becomes `unknown` tokens or an unclosed string, and the real parser says so.
import { keywords, lexicalRules, pathBeforeInterpolation, pathContinuation } from './lexical-rules.js';
import { findIndentedTextEnd, findStringTextEnd } from './string-text.js';
import type { Token, TokenKind } from './token.js';

/** What the tokenizer is inside of; a `}` leaves the innermost `interpolation` or `braces`. */
type Surroundings = 'string' | 'indented' | 'path' | 'interpolation' | 'braces';

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const surroundings: Surroundings[] = [];
  let at = 0;

  const take = (kind: TokenKind, end: number): void => {
    if (end === at) return;
    tokens.push({ kind, start: at, end, text: text.slice(at, end) });
    at = end;
  };
  const openInterpolation = (): void => {
    surroundings.push('interpolation');
    take('interpolation-open', at + 2);
  };
  const takeString = (style: 'string' | 'indented'): void => {
    take(`${style}-text`, style === 'string' ? findStringTextEnd(text, at) : findIndentedTextEnd(text, at));
    if (text[at] === '$') {
      openInterpolation();
    } else if (at < text.length) {
      surroundings.pop();
      take(`${style}-close`, at + (style === 'string' ? 1 : 2));
    }
  };
  const takePathText = (): void => {
    const end = matchAt(pathContinuation, text, at);
    if (text.startsWith('${', at)) openInterpolation();
    else if (end > at) take('path-text', end);
    else surroundings.pop();
  };
  const takePlain = (): void => {
    if (text[at] === '"') {
      surroundings.push('string');
      take('string-open', at + 1);
    } else if (text.startsWith("''", at)) {
      surroundings.push('indented');
      take('indented-open', at + 2);
    } else if (text.startsWith('${', at)) {
      openInterpolation();
    } else if (text[at] === '}') {
      take(surroundings.pop() === 'interpolation' ? 'interpolation-close' : 'punctuation', at + 1);
    } else {
      const { kind, end } = findLongest(text, at);
      if (text[at] === '{') surroundings.push('braces');
      take(kind, end);
      if (kind === 'path') surroundings.push('path');
    }
  };

  while (at < text.length) {
    const inside = surroundings.at(-1);
    if (inside === 'string' || inside === 'indented') takeString(inside);
    else if (inside === 'path') takePathText();
    else takePlain();
  }
  return tokens;
}

function findLongest(text: string, at: number): { kind: TokenKind; end: number } {
  let kind: TokenKind = 'unknown';
  let end = at;
  for (const rule of lexicalRules) {
    const reached = matchAt(rule.pattern, text, at);
    if (reached > end) {
      kind = rule.kind;
      end = reached;
    }
  }
  // The `${` counts for the length of the match, and is left for the interpolation.
  const path = matchAt(pathBeforeInterpolation, text, at);
  if (path > at && path + 2 > end) return { kind: 'path', end: path };
  if (end === at) {
    const width = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    return { kind: 'unknown', end: at + width };
  }
  if (kind === 'identifier' && keywords.has(text.slice(at, end))) return { kind: 'keyword', end };
  return { kind, end };
}

/** The offset behind the match of a sticky pattern, or `at` itself where it does not match. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
