// Walks over the tokens of a text that matter, and says where what it expected is not there.
import { isTrivia, type Token } from '../../tokenizer/token.js';
import { tokenize } from '../../tokenizer/tokenize.js';

/** A text that is not the Nix that this reader knows; `offset` is where it stopped. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
    /** What to do about it, where it is known. */
    readonly mend?: string,
  ) {
    super(message);
    this.name = 'SyntaxFault';
  }
}

/** Nesting beyond this would end in a stack overflow of the reader; no flake that people write comes near. */
const deepest = 400;

export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #endOfText: Token;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text).filter((token) => !isTrivia(token));
    this.#endOfText = { kind: 'unknown', start: text.length, end: text.length, text: '' };
  }

  /** The token `ahead` of the next one; an empty one behind the end. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#endOfText;
  }

  /** The token before the next one. */
  get previous(): Token {
    return this.#tokens[this.#at - 1] ?? this.#endOfText;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether the token `ahead` is this bracket, operator or keyword. */
  sees(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === 'punctuation' || token.kind === 'keyword');
  }

  /** Takes the next token if it is this one. */
  takeIf(text: string): Token | undefined {
    return this.sees(text) ? this.next() : undefined;
  }

  expect(text: string): Token {
    return this.takeIf(text) ?? this.fail(`\`${text}\` was expected`);
  }

  fail(message: string): never {
    throw new SyntaxFault(message, this.peek().start);
  }

  /** Runs one level of nesting. */
  nested<Result>(read: () => Result): Result {
    if (this.#depth >= deepest) this.fail(`expressions nest deeper than ${deepest} levels`);
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }
}
