// The one error type for what a user can mend: a code, what is wrong and where, and how to mend it.
import type { ErrorCode } from './codes.js';

/** Marks a coded error across copies of this package, where `instanceof` would not. */
const brand = Symbol.for('flake-lattice.coded-error');

/** Where the fault lies. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface CodedErrorParts {
  readonly code: ErrorCode;
  /** The fact, with the offending name in backticks, without a final full stop. */
  readonly message: string;
  /** A command to run or an edit to make. */
  readonly hint: string;
  readonly place?: Place;
  /** Lines of another program's output, shown as they are. */
  readonly detail?: string;
  readonly cause?: unknown;
}

/** A programmer's mistake is a plain `Error` instead. */
export class CodedError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly hint: string;
  readonly place: Place | undefined;
  readonly detail: string | undefined;

  constructor(parts: CodedErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'CodedError';
    this.code = parts.code;
    this.hint = parts.hint;
    this.place = parts.place;
    this.detail = parts.detail;
  }
}

export function isCodedError(value: unknown): value is CodedError {
  return typeof value === 'object' && value !== null && brand in value;
}
