// Takes the name of an attribute, gives it as Nix writes it: bare where it can be, quoted otherwise.
import { quote } from './quote.js';

/** What the scanner of Nix takes for a word of its own; `or` is one in some places only. */
const keywords: ReadonlySet<string> = new Set([
  'assert',
  'else',
  'if',
  'in',
  'inherit',
  'let',
  'or',
  'rec',
  'then',
  'with',
]);

/** Source: `ID` in `src/libexpr/lexer.l` of Nix. */
export function isIdentifier(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !keywords.has(name);
}

export function renderAttributeName(name: string): string {
  return isIdentifier(name) ? name : quote(name);
}
