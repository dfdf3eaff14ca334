// Tells which external flakes are locked to more than one version: takes flakes with their locks, gives each such flake with
// its versions and who has them. Pure.
import { isFollows, type Lock, type LockNode } from '@flake-lattice/nix-text';
import { referenceUrl } from '../init/reference-url.js';
import type { AdoptedFlakePlan } from './plan-flakes.js';

export interface VersionsOfInput {
  /** Without its version: `github:NixOS/nixpkgs`. */
  readonly source: string;
  /** The one that most have first. */
  readonly versions: readonly {
    readonly reference: string;
    /** As `node/input`: those that declare it, or, where none does, those that have it by way of another. */
    readonly users: readonly string[];
  }[];
}

export function versionsOfInputs(flakes: readonly AdoptedFlakePlan[]): readonly VersionsOfInput[] {
  const sources = new Map<string, Map<string, string[]>>();
  for (const { name, lock } of flakes) {
    for (const { path, node } of lock ? externalsOf(lock) : []) {
      const [source, reference] = [sourceOf(node), referenceUrl(node.locked)];
      if (source === undefined || reference === undefined) continue;
      const versions = sources.get(source) ?? new Map<string, string[]>();
      sources.set(source, versions);
      versions.set(reference, [...(versions.get(reference) ?? []), [name, ...path].join('/')]);
    }
  }
  return [...sources]
    .filter(([, versions]) => versions.size > 1)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([source, versions]) => ({
      source,
      versions: [...versions]
        .map(([reference, users]) => ({ reference, users: declarersOf(users) }))
        .sort(
          (one, other) => other.users.length - one.users.length || (one.reference < other.reference ? -1 : 1),
        ),
    }));
}

function declarersOf(users: readonly string[]): readonly string[] {
  const direct = users.filter((user) => user.split('/').length === 2);
  return (direct.length > 0 ? direct : [...users]).sort();
}

interface Entry {
  readonly path: readonly string[];
  readonly node: LockNode;
}

function externalsOf(lock: Lock): readonly Entry[] {
  const found: Entry[] = [];
  const waiting: { readonly path: readonly string[]; readonly node: Lock | LockNode }[] = [
    { path: [], node: lock },
  ];
  for (const { path, node } of waiting) {
    for (const [name, input] of node.inputs) {
      if (isFollows(input)) continue;
      const entry = { path: [...path, name], node: input };
      waiting.push(entry);
      if (input.parent === undefined) found.push(entry);
    }
  }
  return found;
}

function sourceOf({ original }: LockNode): string | undefined {
  const { ref: _ref, rev: _rev, narHash: _narHash, lastModified: _lastModified, ...rest } = original;
  return referenceUrl(rest);
}
