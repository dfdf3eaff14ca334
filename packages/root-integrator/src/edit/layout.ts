// How a text is laid out around a place: takes a text and offsets, gives lines, indentation and comments beside it.
import { type Span, type Token, tokenize } from '@flake-lattice/nix-text';

export class Layout {
  readonly #tokens: readonly Token[];
  /** The line end that the text uses first; a line feed where it has none. */
  readonly lineEnd: string;

  constructor(readonly text: string) {
    this.#tokens = tokenize(text);
    this.lineEnd = /\r?\n/.exec(text)?.[0] ?? '\n';
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  areOnOneLine(one: number, other: number): boolean {
    return this.lineStart(one) === this.lineStart(other);
  }

  /** The blanks that the line of an offset begins with. */
  indentation(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))?.[0] ?? '';
  }

  /** Whether nothing but blanks stands before the offset on its line. */
  isFirstOnLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }

  /** Blanks that make a line begin in the column of the offset; tabs stay tabs. */
  columnBlanks(offset: number): string {
    return this.text.slice(this.lineStart(offset), offset).replace(/[^\t]/g, ' ');
  }

  /** One step of indentation: by how much the line of `inner` is deeper than that of `outer`, else two spaces. */
  step(outer: number, inner: number | undefined): string {
    if (inner === undefined || !this.isFirstOnLine(inner)) return '  ';
    const [shallow, deep] = [this.indentation(outer), this.indentation(inner)];
    return deep.startsWith(shallow) && deep !== shallow ? deep.slice(shallow.length) : '  ';
  }

  /**
   * What follows an offset on its line: `end` is behind the comments that stand there, and `isLineEnd` tells that
   * nothing else does. Where something else does, `end` is the offset itself.
   */
  lineRest(offset: number): { readonly end: number; readonly isLineEnd: boolean } {
    let end = offset;
    for (const token of this.#tokensFrom(offset)) {
      if (token.kind === 'comment') end = token.end;
      else if (token.kind !== 'whitespace') return { end: offset, isLineEnd: false };
      else if (token.text.includes('\n')) return { end, isLineEnd: true };
    }
    return { end, isLineEnd: true };
  }

  /** Behind the block comments that follow an offset on its line. */
  behindComments(offset: number): number {
    let end = offset;
    for (const token of this.#tokensFrom(offset)) {
      if (token.text.includes('\n') || token.text.startsWith('#')) break;
      if (token.kind === 'comment') end = token.end;
      else if (token.kind !== 'whitespace') break;
    }
    return end;
  }

  /** Behind the code before an offset, where nothing but whitespace lies between; nothing where a comment does. */
  lastCodeBefore(offset: number): number | undefined {
    const index = this.#indexFrom(offset) - 1;
    const [before, whitespace] = [this.#tokens[index - 1], this.#tokens[index]];
    if (whitespace?.kind !== 'whitespace' || before === undefined || before.kind === 'comment')
      return undefined;
    return before.end;
  }

  /** The blanks directly before an offset, and directly behind it. */
  blanksBefore(offset: number): Span {
    const before = this.text.slice(0, offset);
    return { start: before.replace(/[ \t]+$/, '').length, end: offset };
  }

  blanksAfter(offset: number): Span {
    const blanks = /^[ \t]*/.exec(this.text.slice(offset))?.[0] ?? '';
    return { start: offset, end: offset + blanks.length };
  }

  /** Whether nothing but whitespace stands in a stretch. */
  isBlank(start: number, end: number): boolean {
    return this.text.slice(start, end).trim() === '';
  }

  *#tokensFrom(offset: number): Iterable<Token> {
    for (let index = this.#indexFrom(offset); index < this.#tokens.length; index += 1) {
      yield this.#tokens[index] as Token;
    }
  }

  /** Of the first token that begins at the offset or behind it. */
  #indexFrom(offset: number): number {
    let low = 0;
    let high = this.#tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle] as Token).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
