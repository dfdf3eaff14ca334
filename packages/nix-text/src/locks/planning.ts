// A plan in the making: what is still to be placed in the lock, and what was found that only Nix can place.
import type { DeclaredInput, DeclaredInputs } from './declared-inputs.js';
import { isSameReference, type LockInput, type ReferenceAttributes } from './lock.js';
import type { LockRequest } from './lock-request.js';
import type { Declarer, Scope } from './overrides.js';

export interface Planning {
  readonly request: LockRequest;
  readonly waiting: Task[];
  readonly refusals: Refusal[];
  /** How many entries there are. */
  count: number;
}

export interface Refusal {
  /** The path of an input. */
  readonly input: readonly string[];
  readonly reason: string;
}

export type Task = FlakeTask | KeptTask;

interface PlaceTask {
  /** Whose inputs are to be placed. */
  readonly node: GrowingNode;
  /** What the flakes above said of these inputs, the outermost first. */
  readonly scopes: readonly Scope[];
  readonly imports: Imports | undefined;
}

/** The inputs of a flake of the repository, as it declares them. */
export interface FlakeTask extends PlaceTask {
  readonly kind: 'flake';
  readonly inputs: DeclaredInputs;
  readonly declarer: Declarer;
  readonly old: OldLock | undefined;
}

/** The inputs of an external flake, as they were locked but for overrides. */
export interface KeptTask extends PlaceTask {
  readonly kind: 'kept';
  readonly path: readonly string[];
  readonly old: OldLock;
}

export interface GrowingNode {
  readonly inputs: Map<string, LockInput>;
}

/** One input that is to be placed. */
export interface Placement extends PlaceTask {
  readonly name: string;
  readonly path: readonly string[];
  readonly input: DeclaredInput;
  /** Who declares the input as it is to be. */
  readonly declarer: Declarer;
  readonly old: OldLock | undefined;
}

/** What was locked before at a place, in this lock or in another. */
export interface OldLock {
  readonly node: { readonly inputs: ReadonlyMap<string, LockInput> };
  /** A path of the lock that it is from begins with this … */
  readonly from: readonly string[];
  /** … and is the same here when it begins with this instead. */
  readonly to: readonly string[];
  /** Whether the paths of declaring flakes are to be taken so too; Nix compares those of a flake's own lock as they are. */
  readonly movesParents: boolean;
}

/** A path of the lock that something is from, as it is here; nothing where it leads out of what was taken over. */
export function movedPath(
  path: readonly string[],
  { from, to }: Pick<OldLock, 'from' | 'to'>,
): readonly string[] | undefined {
  if (!from.every((name, index) => path[index] === name)) return undefined;
  return [...to, ...path.slice(from.length)];
}

/** The references that were read anew on the way to a place, the nearest first. */
export interface Imports {
  readonly attributes: ReferenceAttributes;
  readonly above: Imports | undefined;
}

export function isImported(imports: Imports | undefined, attributes: ReferenceAttributes): boolean {
  for (let each = imports; each; each = each.above) {
    if (isSameReference(each.attributes, attributes)) return true;
  }
  return false;
}

export function addImport(above: Imports | undefined, attributes: ReferenceAttributes): Imports {
  return { attributes, above };
}
