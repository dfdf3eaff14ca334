// Takes a flake reference and where it was written, gives it as the flake in another folder has to write it.
import { isAbsolute, join, relative } from 'node:path';

export interface Folders {
  /** What a relative path in the reference starts from; absolute. */
  readonly base: string;
  /** The folder of the flake that will hold the reference; absolute. */
  readonly flake: string;
  /** The git work tree that holds `flake`, if any. */
  readonly repository: string | undefined;
}

/**
 * Only a path is changed. Within one git repository it becomes relative (`path:../../nix/host-nixpkgs`), so that the
 * repository may lie anywhere; across its border, or outside git, Nix takes none but absolute ones.
 */
export function placeReference(reference: string, { base, flake, repository }: Folders): string {
  const { path, query } = splitPath(reference);
  if (path === undefined) return reference;
  const target = isAbsolute(path) ? path : join(base, path);
  const isInside = (folder: string) =>
    !relative(folder, target).startsWith('..') && !isAbsolute(relative(folder, target));
  if (repository === undefined || !isInside(repository)) return `path:${target}${query}`;
  const fromFlake = relative(flake, target) || '.';
  return `path:${fromFlake.startsWith('.') ? fromFlake : `./${fromFlake}`}${query}`;
}

/** A reference is a path when it says so, or begins as one; `github:a/b` and the registry's `nixpkgs` are not. */
function splitPath(reference: string): { readonly path: string | undefined; readonly query: string } {
  const match = /^(?:path:([^?#]*)|(\.{0,2}\/[^?#]*|\.{1,2}))(\?[^#]*)?$/.exec(reference);
  return { path: match?.[1] ?? match?.[2], query: match?.[3] ?? '' };
}
