// Finds the nixpkgs that a flake of the user's has already: takes its text and its lock, gives reference and pin.
import {
  declaredInputsOf,
  type Lock,
  type LockNode,
  readFlake,
  readLockSides,
  SyntaxFault,
} from '@flake-lattice/nix-text';
import { referenceUrl } from './reference-url.js';

export interface FoundNixpkgs {
  /** As the flake says it, or as its lock remembers it. */
  readonly url: string;
  /** What it was locked to. */
  readonly pin?: string;
}

/**
 * Nothing where the flake has no nixpkgs, or has it by way of another input that was never locked.
 *
 * @param lockText of the flake.lock beside it, where there is one
 */
export function findRootNixpkgs(text: string, lockText: string | undefined): FoundNixpkgs | undefined {
  const declared = readInputs(text)?.get('nixpkgs');
  if (!declared) return undefined;
  const node = lockText === undefined ? undefined : lockedNode(lockText);
  const original = node && referenceUrl(node.original);
  const url =
    declared.url ??
    original ??
    (declared.attributes ? referenceUrl(Object.fromEntries(declared.attributes)) : undefined) ??
    (declared.follows ? undefined : 'flake:nixpkgs');
  if (url === undefined) return undefined;
  const isRelative = node?.parent !== undefined;
  // A lock that is older than the flake says nothing of what the flake has now.
  const isCurrent =
    declared.url === undefined || original === undefined || sameReference(declared.url, original);
  const pin = node && !isRelative && isCurrent ? referenceUrl(node.locked) : undefined;
  return pin === undefined ? { url } : { url, pin };
}

function readInputs(text: string) {
  try {
    return declaredInputsOf(readFlake(text));
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}

/** The lock node that the root's `nixpkgs` stands for, with `follows` gone after. */
function lockedNode(text: string): LockNode | undefined {
  const [lock] = readLockSides(text, 'flake.lock');
  return lock && nodeAt(lock, ['nixpkgs'], new Set());
}

function nodeAt(lock: Lock, path: readonly string[], seen: Set<string>): LockNode | undefined {
  if (seen.has(path.join('/'))) return undefined;
  seen.add(path.join('/'));
  let at: Pick<Lock, 'inputs'> | LockNode = lock;
  for (const name of path) {
    const next = at.inputs.get(name);
    if (next === undefined) return undefined;
    const node: LockNode | undefined = isPath(next) ? nodeAt(lock, next, seen) : next;
    if (node === undefined) return undefined;
    at = node;
  }
  return 'locked' in at ? at : undefined;
}

function isPath(input: LockNode | readonly string[]): input is readonly string[] {
  return Array.isArray(input);
}

/** `github:NixOS/nixpkgs` and `github:NixOS/nixpkgs/` are one; the order of a query does not count. */
function sameReference(one: string, other: string): boolean {
  return normalize(one) === normalize(other);
}

function normalize(reference: string): string {
  const [, rest = '', query = ''] = /^([^?#]*)\??([^#]*)/.exec(reference) ?? [];
  const plain = rest.replace(/^(?:tarball\+|file\+)(?=https?:)/, '').replace(/\/+$/, '');
  return `${plain}?${query.split('&').filter(Boolean).sort().join('&')}`;
}
