// Takes the text of a TOML document as people mostly write it, gives what the parser gives, in a tenth of its time.
//
// What it reads: headers and keys without quotes or, in keys, dots; strings of all four kinds, booleans and decimal
// integers; arrays of these over any lines, and inline tables of them. Anything else, every fault among it, makes it give
// nothing, and the parser has the document: what is TOML and what is not is decided there alone.
import type { Place } from '@flake-lattice/errors';
import type { MarkedNode, MarkedTable } from './marked-table.js';
import type { TomlLeaf } from './toml-value.js';

/** The parser holds no longer string, and this reader is not to take what that refuses. */
const longestString = 60_000;
const deepestHeader = 50;

/** What no comment and no string on one line may hold, as a part of a class of characters; and on several lines. */
const controls = String.raw`\u0000-\u0008\u000a-\u001f\u007f`;
const controlsOfLong = String.raw`\u0000-\u0008\u000b-\u001f\u007f`;
const escaped = String.raw`\\(?:["\\bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})`;

const sticky = (source: string) => new RegExp(source, 'y');

const patterns = {
  /** What no line may hold here: a carriage return, and half a character. */
  unusual: /\r|\p{Surrogate}/u,
  header: /\[([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\]/y,
  key: /([A-Za-z0-9_-]+)[ \t]*=[ \t]*/y,
  space: /[ \t]*/y,
  restOfLine: sticky(String.raw`[ \t]*(?:#[^${controls}]*)?(?:\n|$)`),
  gap: sticky(String.raw`(?:[ \t\n]|#[^${controls}]*(?=\n))*`),
  basic: sticky(String.raw`"((?:[^"\\${controls}]|${escaped})*)"(?!")`),
  literal: sticky(`'([^'${controls}]*)'(?!')`),
  longLiteral: sticky(String.raw`'''\n?((?:[^'${controlsOfLong}]|'(?!''))*)'''(?!')`),
  longBasic: sticky(String.raw`"""\n?((?:[^"\\${controlsOfLong}]|"(?!""))*)"""(?!")`),
  integer: /[+-]?(?:0|[1-9][0-9]{0,17})(?![0-9A-Za-z_.:+-])/y,
  boolean: /(?:true|false)(?![A-Za-z0-9_-])/y,
} as const;

/** Says that the parser has to read it. */
class NotPlain extends Error {}

interface OpenTable<Mark> extends MarkedTable<Mark> {
  readonly entries: Map<string, MarkedNode<Mark>>;
}

/**
 * @param file how places name the document
 * @param markOf what a key is marked with
 */
export function readPlainToml<Mark>(
  text: string,
  file: string,
  markOf: (place: Place) => Mark,
): MarkedTable<Mark> | undefined {
  if (patterns.unusual.test(text)) return undefined;
  try {
    return new PlainReader(text, file, markOf).read();
  } catch (error) {
    // A regular expression that runs out of stack on a long text is a RangeError; the parser says what it is.
    if (error instanceof NotPlain || error instanceof RangeError) return undefined;
    throw error;
  }
}

class PlainReader<Mark> {
  readonly #text: string;
  readonly #file: string;
  readonly #markOf: (place: Place) => Mark;
  readonly #root: OpenTable<Mark>;
  /** Tables that a header has opened, or that are inline: neither may be opened again. */
  readonly #opened = new Set<MarkedNode<Mark>>();
  readonly #inline = new Set<MarkedNode<Mark>>();
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string, file: string, markOf: (place: Place) => Mark) {
    this.#text = text;
    this.#file = file;
    this.#markOf = markOf;
    this.#root = this.#table(markOf({ file, line: 1, column: 1 }));
  }

  read(): MarkedTable<Mark> {
    const text = this.#text;
    let current = this.#root;
    while (this.#at < text.length) {
      this.#skip(patterns.space);
      const next = text[this.#at];
      if (next === '[') current = this.#header();
      else if (next !== '\n' && next !== '#' && next !== undefined) this.#keyValue(current);
      if (!this.#skip(patterns.restOfLine)) throw new NotPlain();
    }
    return this.#root;
  }

  #header(): OpenTable<Mark> {
    const start = this.#at + 1;
    const path = (this.#need(patterns.header)[1] as string).split('.');
    if (path.length > deepestHeader) throw new NotPlain();
    let table = this.#root;
    let offset = start;
    for (const name of path) {
      table = this.#inner(table, name, offset);
      offset += name.length + 1;
    }
    if (this.#opened.has(table)) throw new NotPlain();
    this.#opened.add(table);
    return table;
  }

  #inner(table: OpenTable<Mark>, name: string, offset: number): OpenTable<Mark> {
    const present = table.entries.get(name);
    if (present === undefined) {
      const created = this.#table(this.#markAt(offset));
      table.entries.set(name, created);
      return created;
    }
    if (present.kind === 'leaf' || this.#inline.has(present)) throw new NotPlain();
    return present as OpenTable<Mark>;
  }

  #keyValue(table: OpenTable<Mark>): void {
    const mark = this.#markAt(this.#at);
    const name = this.#need(patterns.key)[1] as string;
    if (table.entries.has(name)) throw new NotPlain();
    table.entries.set(name, this.#value(mark));
  }

  #value(mark: Mark): MarkedNode<Mark> {
    if (this.#text[this.#at] === '{') return this.#inlineTable(mark);
    return {
      kind: 'leaf',
      value: this.#text[this.#at] === '[' ? this.#array() : this.#scalar(),
      mark,
    };
  }

  /** On one line, as TOML 1.0 has it, and without another in it. */
  #inlineTable(mark: Mark): MarkedTable<Mark> {
    const table = this.#table(mark);
    this.#inline.add(table);
    this.#at += 1;
    this.#skip(patterns.space);
    if (this.#takes('}')) return table;
    const line = this.#line;
    do {
      this.#skip(patterns.space);
      this.#keyValue(table);
      this.#skip(patterns.space);
    } while (this.#takes(','));
    if (!this.#takes('}') || this.#line !== line) throw new NotPlain();
    return table;
  }

  #array(): readonly TomlLeaf[] {
    const values: TomlLeaf[] = [];
    this.#at += 1;
    for (;;) {
      this.#skip(patterns.gap);
      if (this.#takes(']')) return values;
      values.push(this.#scalar());
      this.#skip(patterns.gap);
      if (this.#takes(',')) continue;
      if (this.#takes(']')) return values;
      throw new NotPlain();
    }
  }

  #scalar(): TomlLeaf {
    const text = this.#text;
    const next = text[this.#at];
    if (next === '"' || next === "'") {
      const isLong = text.startsWith(next.repeat(3), this.#at);
      if (!isLong)
        return next === '"' ? decode(this.#string(patterns.basic)) : this.#string(patterns.literal);
      return this.#string(next === '"' ? patterns.longBasic : patterns.longLiteral);
    }
    const integer = this.#match(patterns.integer);
    if (integer) return BigInt(integer[0]);
    return this.#need(patterns.boolean)[0] === 'true';
  }

  #string(pattern: RegExp): string {
    const value = this.#need(pattern)[1] as string;
    if (value.length > longestString) throw new NotPlain();
    return value;
  }

  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #need(pattern: RegExp): RegExpExecArray {
    const found = this.#match(pattern);
    if (found === null) throw new NotPlain();
    return found;
  }

  /** Moves behind what it finds. */
  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#moveTo(pattern.lastIndex);
    return found;
  }

  /** The same where it is of no interest what is found: whether anything is. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const isFound = pattern.test(this.#text);
    if (isFound) this.#moveTo(pattern.lastIndex);
    return isFound;
  }

  /** Counts the lines on the way. */
  #moveTo(end: number): void {
    if (end === this.#at) return;
    for (
      let feed = this.#text.indexOf('\n', this.#at);
      feed !== -1 && feed < end;
      feed = this.#text.indexOf('\n', feed + 1)
    ) {
      this.#line += 1;
      this.#lineStart = feed + 1;
    }
    this.#at = end;
  }

  #table(mark: Mark): OpenTable<Mark> {
    return { kind: 'table', entries: new Map(), mark };
  }

  #markAt(offset: number): Mark {
    return this.#markOf({ file: this.#file, line: this.#line, column: offset - this.#lineStart + 1 });
  }
}

/** The escapes that the pattern takes are those of JSON, which lets no tab stand for itself. */
function decode(text: string): string {
  return text.includes('\\') ? (JSON.parse(`"${text.replaceAll('\t', '\\t')}"`) as string) : text;
}
