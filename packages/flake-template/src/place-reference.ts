// Takes a flake reference and where it was written, gives it as the flake in another folder has to write it.
import { isAbsolute, join, relative, sep } from 'node:path';

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
 * repository may lie anywhere; across its border, or outside git, Nix takes none but absolute ones. What a URL cannot
 * hold, such as a space, is percent-encoded: Nix decodes it.
 */
export function placeReference(reference: string, { base, flake, repository }: Folders): string {
  const { path, query } = splitPath(reference);
  if (path === undefined) return reference;
  const target = isAbsolute(path) ? path : join(base, path);
  const isInside = repository !== undefined && !leadsOut(relative(repository, target));
  return `path:${encodePath(isInside ? fromFolder(flake, target) : target)}${query}`;
}

/** Begins with `./` or `../`, or is one of them without the slash. */
function fromFolder(folder: string, target: string): string {
  const path = relative(folder, target) || '.';
  return path === '.' || leadsOut(path) ? path : `./${path}`;
}

function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`);
}

interface SplitReference {
  /** As a file system has it; nothing where the reference is no path. */
  readonly path: string | undefined;
  readonly query: string;
}

/** A reference is a path when it says so, or begins as one; `github:a/b` and the registry's `nixpkgs` are not. */
function splitPath(reference: string): SplitReference {
  const match = /^(?:path:([^?#]*)|(\.{0,2}\/[^?#]*|\.{1,2}))(\?[^#]*)?$/.exec(reference);
  const path = match?.[1] === undefined ? match?.[2] : decodePath(match[1]);
  return { path, query: match?.[3] ?? '' };
}

/** `path:` begins a URL, whose `%20` is a space. A `%` that encodes nothing stands for itself. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}
