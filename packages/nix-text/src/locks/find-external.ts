// Finds the entry of an external flake in a lock, for whoever plans another lock that has that flake as an input too.
import { isFollows, isSameReference, type Lock, type LockNode } from './lock.js';
import type { ExternalLock } from './lock-request.js';
import { readReference } from './reference.js';

/**
 * The entry nearest to the root that was asked for by that URL, the first by name among those. The flakes of the lock
 * must override no input of it, as those do not that list external inputs alone.
 */
export function findExternal(lock: Lock, url: string, flake: boolean): ExternalLock | undefined {
  const reference = readReference('', { url });
  if (!reference || reference.relative) return undefined;
  const seen = new Set<LockNode>();
  const waiting: { readonly path: readonly string[]; readonly node: Lock | LockNode }[] = [
    { path: [], node: lock },
  ];
  for (const { path, node } of waiting) {
    for (const [name, input] of node.inputs) {
      if (isFollows(input) || seen.has(input)) continue;
      seen.add(input);
      const found = { path: [...path, name], node: input };
      const isFound = isSameReference(input.original, reference.attributes) && !input.parent;
      if (isFound && (input.flake !== false) === flake) return found;
      waiting.push(found);
    }
  }
  return undefined;
}
