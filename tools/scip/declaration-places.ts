// Finds declarations by places: takes those of a crate, gives for a file and a position the declaration that is there.
import type { LinkedDeclaration } from '@flake-lattice/rust-units';

export type DeclarationAt = (file: string, position: number) => LinkedDeclaration | undefined;

/** A file that is a module twice has its declarations twice: the first of them stands for both. */
export function createPlaces(declarations: readonly LinkedDeclaration[]): DeclarationAt {
  const byFile = new Map<string, LinkedDeclaration[]>();
  for (const one of declarations) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  return (file, position) =>
    (byFile.get(file) ?? []).find(({ start, end }) => start <= position && position < end);
}
