// Tells a person why a run does not go on: takes who holds the tree, gives a sentence.

/** @param holder as `withRunLock` names it */
export function waitsFor(holder: string): string {
  return `another run is at work on this lattice: ${holder}; waiting for it to end`;
}
