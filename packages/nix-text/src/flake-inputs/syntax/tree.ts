// The syntax tree of a Nix text: every node knows the span of the text it was read from, and nothing is evaluated.
import type { Span } from '../../tokenizer/token.js';

export type Expression =
  | Identifier
  | Literal
  | StringExpression
  | List
  | AttributeSet
  | LetExpression
  | WithExpression
  | Lambda
  | Application
  | Selection
  | AttributeTest
  | Composite
  | Parenthesized;

export interface Identifier extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

/** A number, a URI, a path or a search path. The parts are the interpolated expressions of a path. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly of: 'number' | 'uri' | 'path' | 'search-path';
  readonly text: string;
  readonly parts: readonly Expression[];
}

export interface StringExpression extends Span {
  readonly kind: 'string';
  readonly style: 'quoted' | 'indented';
  readonly parts: readonly Expression[];
  /** What the string says, where it is `"…"` without interpolation, or one word in `''…''`. */
  readonly value: string | undefined;
}

export interface List extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface AttributeSet extends Span {
  readonly kind: 'set';
  readonly recursive: boolean;
  /** The `{` and the `}`. */
  readonly open: Span;
  readonly close: Span;
  readonly bindings: readonly Binding[];
}

/** `let … in …`; the old `let { …; body = …; }` has no `body` here, for it is one of the bindings. */
export interface LetExpression extends Span {
  readonly kind: 'let';
  readonly bindings: readonly Binding[];
  readonly body: Expression | undefined;
}

export interface WithExpression extends Span {
  readonly kind: 'with';
  readonly scope: Expression;
  readonly body: Expression;
}

export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly parameter: Parameter;
  readonly body: Expression;
}

/** `f a b`: the function and its arguments. */
export interface Application extends Span {
  readonly kind: 'application';
  readonly function: Expression;
  readonly arguments: readonly Expression[];
}

/** `target.a.b or fallback`. */
export interface Selection extends Span {
  readonly kind: 'selection';
  readonly target: Expression;
  readonly path: readonly AttributeName[];
  readonly fallback: Expression | undefined;
}

/** `target ? a.b`. */
export interface AttributeTest extends Span {
  readonly kind: 'attribute-test';
  readonly target: Expression;
  readonly path: readonly AttributeName[];
}

/** What binds no name: operators in a row, `if`, `assert`. Precedence is not read, since no reader needs it. */
export interface Composite extends Span {
  readonly kind: 'composite';
  readonly of: 'operators' | 'if' | 'assert';
  readonly parts: readonly Expression[];
}

export interface Parenthesized extends Span {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
}

export type Binding = Assignment | Inheritance;

/** `a.b = value;`, the span up to and with the `;`. */
export interface Assignment extends Span {
  readonly kind: 'assignment';
  readonly path: readonly AttributeName[];
  readonly value: Expression;
}

/** `inherit a b;` or `inherit (from) a b;`. */
export interface Inheritance extends Span {
  readonly kind: 'inheritance';
  readonly from: Expression | undefined;
  readonly names: readonly AttributeName[];
}

/** One element of an attribute path. */
export interface AttributeName extends Span {
  /** What it is called; nothing where only evaluation tells. */
  readonly name: string | undefined;
  readonly style: 'plain' | 'quoted' | 'computed';
  /** Interpolated expressions. */
  readonly parts: readonly Expression[];
}

export type Parameter = NameParameter | SetParameter;

/** `inputs:`. */
export interface NameParameter extends Span {
  readonly kind: 'name-parameter';
  readonly name: string;
}

/** `{ self, nixpkgs ? null, ... } @ inputs:`. */
export interface SetParameter extends Span {
  readonly kind: 'set-parameter';
  readonly open: Span;
  readonly close: Span;
  readonly formals: readonly Formal[];
  readonly commas: readonly Span[];
  readonly ellipsis: Span | undefined;
  readonly alias: NameParameter | undefined;
}

/** One name of a set parameter, its span with the default. */
export interface Formal extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly default: Expression | undefined;
}
