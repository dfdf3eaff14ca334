// Explains an edge that an index does not tell: takes both declarations, gives the reason. Pure.
import type { LinkedDeclaration } from '@flake-lattice/rust-units';

/** In the order in which they are asked for. */
export const beyondReasons = [
  /** A trait that has a method of a name that is used: it is kept in scope, for whoever may call it. */
  'trait',
  /** The body of a macro names it, which the index does not look into: that of the declaration, or of one that it calls. */
  'macro',
  /** The word stands among what a macro is given: the index tells one meaning of it at most. */
  'argument',
  /** The word means something else here, such as a parameter of the same name. */
  'namesake',
] as const;

export type BeyondReason = (typeof beyondReasons)[number];

export function explainNeed(
  from: LinkedDeclaration,
  to: LinkedDeclaration,
  names: readonly string[],
): BeyondReason {
  if (from.kind === 'macro') return 'macro';
  const words = from.words.filter(({ text }) => names.includes(text));
  if (words.length === 0) return to.kind === 'trait' ? 'trait' : 'macro';
  return words.some(({ isInMacro }) => isInMacro) ? 'argument' : 'namesake';
}
