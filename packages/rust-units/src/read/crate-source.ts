// What is read of a crate: its modules with their items, as data.
import type { SyntaxNode } from '../syntax/syntax-node.js';

export interface SourceFile {
  /** From the folder of the crate: `src/lib.rs`. */
  readonly path: string;
  readonly text: string;
}

/** A module as it is written; two of one path stand for different configurations. */
export interface Module {
  /** The names from the root down; none for the root itself. */
  readonly path: readonly string[];
  readonly parent: Module | undefined;
  readonly file: SourceFile;
  /** `pub`, `pub(crate)`, or nothing. */
  readonly visibility: string;
  /** Outer attributes and documentation of the declaration, but for `path` and `macro_use`. */
  readonly attributes: readonly Attribute[];
  /** Inner attributes and documentation. */
  readonly inner: readonly Attribute[];
  /** Predicates of the modules around it and its own, which all have to hold. */
  readonly conditions: readonly string[];
  /** It is there in tests alone. */
  readonly isTest: boolean;
  /** The whole text of an inline module, or of its declaration. */
  readonly node: SyntaxNode;
  readonly items: readonly Item[];
  readonly imports: readonly Import[];
  readonly modules: readonly Module[];
}

export interface Attribute {
  readonly kind: 'attribute' | 'documentation';
  /** `inline`, `cfg`, `derive`; of documentation, nothing. */
  readonly name: string;
  /** As it is written, without what is around it. */
  readonly text: string;
  readonly node: SyntaxNode;
}

export type ItemKind =
  | 'function'
  | 'struct'
  | 'enum'
  | 'union'
  | 'trait'
  | 'constant'
  | 'static'
  | 'alias'
  | 'macro'
  | 'call'
  | 'foreign'
  | 'impl';

export interface Item {
  readonly kind: ItemKind;
  /** What it is called, or `_`; of a macro call, that of the macro; of an impl, nothing. */
  readonly name: string;
  readonly module: Module;
  readonly file: SourceFile;
  readonly visibility: string;
  readonly attributes: readonly Attribute[];
  readonly node: SyntaxNode;
  /** Predicates of its own `cfg` attributes, and of the branch of `cfg_if!` that it stands in. */
  readonly conditions: readonly string[];
  readonly isTest: boolean;
}

/** One name that a `use` or `extern crate` brings: a leaf of its tree. */
export interface Import {
  readonly module: Module;
  readonly file: SourceFile;
  /** What is to be found, from a keyword or a name: `crate`, `a`, `X`. An empty first segment stands for a leading `::`. */
  readonly path: readonly string[];
  /** The name that it is bound to, `_` for none, `*` for all that are there. */
  readonly name: string;
  readonly isCrate: boolean;
  readonly visibility: string;
  readonly conditions: readonly string[];
  readonly attributes: readonly Attribute[];
  /** The whole declaration, which several imports share. */
  readonly node: SyntaxNode;
  readonly isTest: boolean;
}

export interface CrateSource {
  readonly root: Module;
  /** Depth first, in the order of their paths. */
  readonly modules: readonly Module[];
}
