// What a name leads to.
import type { Module } from '../read/crate-source.js';
import type { Declaration } from './declaration.js';

export type Target = DeclarationTarget | ModuleTarget | ExternalTarget;

interface Conditional {
  /** What has to hold on the way and at its end. */
  readonly conditions: readonly string[];
}

export interface DeclarationTarget extends Conditional {
  readonly kind: 'declaration';
  readonly declaration: Declaration;
  /** The name that it has where it stands: of a foreign block or a macro call, one of several. */
  readonly name: string;
  /** A variant, where the name stands for one. */
  readonly member?: string;
}

export interface ModuleTarget extends Conditional {
  readonly kind: 'module';
  readonly module: Module;
}

/** Something of another crate. */
export interface ExternalTarget extends Conditional {
  readonly kind: 'external';
  /** From the name of the crate: `std`, `fmt`. */
  readonly path: readonly string[];
}

/** A name that has to be there in a module, so that code of that module means what it meant. */
export interface Need {
  readonly module: Module;
  /** `_` for a trait that is to be in scope without a name; `*` for all of another crate's module, or of an enum. */
  readonly name: string;
  readonly target: Target;
}
