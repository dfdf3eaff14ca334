// The patterns of Nix tokens outside of strings, in the order in which ties are decided: the longest match wins, then
// the first. Source: src/libexpr/lexer.l of Nix 2.26 and 2.34.
import type { TokenKind } from './token.js';

const pathCharacter = '[a-zA-Z0-9._+-]';

export interface LexicalRule {
  readonly kind: TokenKind;
  /** Sticky: matches at `lastIndex` alone. */
  readonly pattern: RegExp;
}

export const keywords: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'assert',
  'with',
  'let',
  'in',
  'rec',
  'inherit',
  'or',
]);

export const lexicalRules: readonly LexicalRule[] = [
  { kind: 'whitespace', pattern: /[ \t\r\n]+/y },
  { kind: 'comment', pattern: /#[^\r\n]*/y },
  { kind: 'comment', pattern: /\/\*[\s\S]*?\*\//y },
  { kind: 'identifier', pattern: /[a-zA-Z_][a-zA-Z0-9_'-]*/y },
  { kind: 'integer', pattern: /[0-9]+/y },
  { kind: 'float', pattern: /(?:[1-9][0-9]*\.[0-9]*|0?\.[0-9]+)(?:[Ee][+-]?[0-9]+)?/y },
  { kind: 'path', pattern: new RegExp(`${pathCharacter}*(?:/${pathCharacter}+)+/?`, 'y') },
  { kind: 'path', pattern: new RegExp(`~(?:/${pathCharacter}+)+/?`, 'y') },
  { kind: 'search-path', pattern: new RegExp(`<${pathCharacter}+(?:/${pathCharacter}+)*>`, 'y') },
  { kind: 'uri', pattern: /[a-zA-Z][a-zA-Z0-9+.-]*:[a-zA-Z0-9%/?:@&=+$,_.!~*'-]+/y },
  {
    kind: 'punctuation',
    pattern: /\.\.\.|==|!=|<=|>=|&&|\|\||->|\/\/|\+\+|<\||\|>|[-+*/<>!?:@.,;=(){}[\]]/y,
  },
];

/** A path whose only text before its first `${` ends in a slash: `./${name}`, `a/${name}`, `~/${name}`. */
export const pathBeforeInterpolation = new RegExp(`(?:${pathCharacter}*/|~/)(?=\\$\\{)`, 'y');

/** What goes on within a path after an interpolation. */
export const pathContinuation = new RegExp(
  `${pathCharacter}*(?:/${pathCharacter}+)+/?|${pathCharacter}*/|${pathCharacter}+`,
  'y',
);
