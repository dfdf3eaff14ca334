// Follows inputs to what they are: takes a flake and the path of an input, gives the node or the flake outside that it leads to.
import { posix } from 'node:path';
import type { InputFacts } from '../flake-facts/facts.js';
import type { CollectedFlake } from './graph.js';

export type Target =
  | { readonly kind: 'node'; readonly folder: string }
  /** A flake of the repository that is no node. */
  | { readonly kind: 'folder'; readonly folder: string; readonly reference: string }
  | { readonly kind: 'reference'; readonly reference: string; readonly isFixed: boolean };

/** How many follows lead on to another: no flake that Nix takes comes near. */
const deepest = 1000;

/**
 * @param folder of the flake that the path starts from
 * @param path names of inputs, at least one
 */
export function locateInput(
  folder: string,
  path: readonly string[],
  flakes: ReadonlyMap<string, CollectedFlake>,
  depth = 0,
): Target {
  const [name = '', ...rest] = path;
  const declared = flakes.get(folder)?.facts.inputs?.[name];
  const unknown: Target = { kind: 'reference', reference: `flake:${path.join('/')}`, isFixed: false };
  if (declared === undefined || depth > deepest) return unknown;
  const followed = findFollows(declared, rest);
  if (followed?.follows) {
    const next = [...followed.follows, ...followed.rest];
    // An input that follows nothing is the flake itself.
    return next.length === 0 ? { kind: 'node', folder } : locateInput(folder, next, flakes, depth + 1);
  }
  const target = followed ? followed.target(folder, flakes) : targetOf(declared, folder, flakes);
  const behind = followed ? followed.rest : rest;
  if (behind.length === 0) return target;
  // What a flake outside takes in, is part of it.
  return target.kind === 'node' ? locateInput(target.folder, behind, flakes, depth + 1) : target;
}

interface Followed {
  readonly follows?: readonly string[];
  readonly rest: readonly string[];
  readonly target: (folder: string, flakes: ReadonlyMap<string, CollectedFlake>) => Target;
}

/** The outermost thing that is said of a path: by the input itself, or by an override of an input below it. */
function findFollows(declared: InputFacts, path: readonly string[]): Followed | undefined {
  let found: Followed | undefined;
  let at: InputFacts | undefined = declared;
  for (let index = 0; at !== undefined; index++) {
    const here: InputFacts = at;
    const rest = path.slice(index);
    if (here.follows) return { follows: here.follows, rest, target: () => unreachable() };
    if (index > 0 && (here.folder !== undefined || here.reference !== undefined)) {
      found = { rest, target: (folder, flakes) => targetOf(here, folder, flakes) };
    }
    const next: string | undefined = path[index];
    at = next === undefined ? undefined : here.inputs?.[next];
  }
  return found;
}

function unreachable(): never {
  throw new Error('an input that follows another has no target of its own');
}

function targetOf(input: InputFacts, from: string, flakes: ReadonlyMap<string, CollectedFlake>): Target {
  if (input.folder === undefined) {
    return { kind: 'reference', reference: input.reference ?? '', isFixed: input.isFixed ?? false };
  }
  const folder = posix.join(from, input.folder).replace(/\/$/, '');
  if (flakes.has(folder)) return { kind: 'node', folder };
  return { kind: 'folder', folder, reference: `path:${folder}` };
}
