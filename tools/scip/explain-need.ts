// Explains an edge that an index does not tell: takes both declarations and the index, gives the reason. Pure.
import type { LinkedDeclaration } from '@flake-lattice/rust-units';
import type { References } from './find-references.js';

/** In the order in which they are asked for. */
export const beyondReasons = [
  /** A trait that has a method of a name that is used: it is kept in scope, for whoever may call it. */
  'trait',
  /** The body of a macro names it, which the index does not look into: that of the declaration, or of one that it calls. */
  'macro',
  /** The word stands among what a macro is given: the index tells one meaning of it at most. */
  'argument',
  /** The word stands in code that is not compiled by default. */
  'cfg',
  /** The word means something else here: a variable, a field, a method of the same name. */
  'namesake',
] as const;

export type BeyondReason = (typeof beyondReasons)[number];

export function explainNeed(
  from: LinkedDeclaration,
  to: LinkedDeclaration,
  names: readonly string[],
  { symbolsAt }: Pick<References, 'symbolsAt'>,
): BeyondReason {
  if (from.kind === 'macro') return 'macro';
  const words = from.words.filter(({ text }) => names.includes(text));
  if (words.length === 0) return to.kind === 'trait' ? 'trait' : 'macro';
  if (words.some(({ isInMacro }) => isInMacro)) return 'argument';
  return words.some(({ start }) => !symbolsAt.has(`${from.file} ${start}`)) ? 'cfg' : 'namesake';
}
