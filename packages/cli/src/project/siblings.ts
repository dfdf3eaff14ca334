// Tells which flakes of the repository a flake has as inputs: takes what it declares, gives their folders. Pure.
import { type DeclaredInputs, readReference, resolveFolder } from '@flake-lattice/nix-text';

/** Folders that inputs lead to by a relative path, by the input's name. @param at the folder of the flake, from the root too */
export function siblingsOf(at: string, inputs: DeclaredInputs | undefined): ReadonlyMap<string, string> {
  const siblings = new Map<string, string>();
  for (const [name, input] of inputs ?? []) {
    if (input.follows || input.flake === false) continue;
    const way = readReference(name, input)?.relative;
    const folder = way && resolveFolder(at, `${way.path}/${way.dir}`);
    if (folder !== undefined) siblings.set(name, folder);
  }
  return siblings;
}
