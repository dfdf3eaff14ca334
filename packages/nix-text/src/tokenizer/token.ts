// The tokens of a Nix text: what the tokenizer gives and every reading of a text begins with.

export type TokenKind =
  | 'whitespace'
  /** `# …` up to the end of its line, or a C-style block comment. */
  | 'comment'
  | 'identifier'
  | 'keyword'
  | 'integer'
  | 'float'
  | 'uri'
  /** `<nixpkgs>`. */
  | 'search-path'
  /** A path up to its end or its first `${`; what follows within the same path is `path-text`. */
  | 'path'
  | 'path-text'
  | 'string-open'
  | 'string-text'
  | 'string-close'
  | 'indented-open'
  | 'indented-text'
  | 'indented-close'
  /** `${`. */
  | 'interpolation-open'
  /** The `}` that ends a `${`. */
  | 'interpolation-close'
  /** Operators and brackets, `...` among them. */
  | 'punctuation'
  /** A character that begins no token; the real parser refuses it. */
  | 'unknown';

/** A piece of a text; offsets count UTF-16 code units from 0, `end` is behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Token extends Span {
  readonly kind: TokenKind;
  /** The characters between `start` and `end`, as they stand. */
  readonly text: string;
}

/** Whitespace and comments, which the parser passes over. */
export function isTrivia(token: Token): boolean {
  return token.kind === 'whitespace' || token.kind === 'comment';
}
