// Finds declarations by places: takes those of a crate, gives for a file and a position the declarations that are there.
import type { LinkedDeclaration } from '@flake-lattice/rust-units';

/** None, or one; a file that is a module for each of several configurations has each of its declarations as often. */
export type DeclarationsAt = (file: string, position: number) => readonly LinkedDeclaration[];

export function createPlaces(declarations: readonly LinkedDeclaration[]): DeclarationsAt {
  const byPlace = new Map<string, Map<number, LinkedDeclaration[]>>();
  for (const one of declarations) {
    const inFile = byPlace.get(one.file) ?? new Map<number, LinkedDeclaration[]>();
    byPlace.set(one.file, inFile.set(one.start, [...(inFile.get(one.start) ?? []), one]));
  }
  return (file, position) => {
    for (const copies of byPlace.get(file)?.values() ?? [])
      if (copies.some(({ start, end }) => start <= position && position < end)) return copies;
    return [];
  };
}
