// Finds what a lock holds more than once: takes the lock and who is who in it, gives the follows that would make each one
// entry.
import { sortedEntries } from './byte-order.js';
import type { LockIdentities } from './identify-inputs.js';
import { isFollows, type Lock, type LockNode } from './lock.js';

/** `{ path: ['web', 'seed'], target: ['rust', 'seed'] }` is `inputs.web.inputs.seed.follows = "rust/seed"`. */
export interface DuplicateInput {
  /** Of the entry that is there already by another path; two names or more. */
  readonly path: readonly string[];
  /** Of the first such entry: the shorter path, then the one whose names come first. */
  readonly target: readonly string[];
}

/** What lies below a duplicate goes with it. Of direct inputs that are the same, each stays. */
export function findDuplicates(lock: Lock, identities: LockIdentities): readonly DuplicateInput[] {
  const first = new Map<number, readonly string[]>();
  const duplicates: DuplicateInput[] = [];
  const waiting: { readonly path: readonly string[]; readonly node: Lock | LockNode }[] = [
    { path: [], node: lock },
  ];
  for (const { path, node } of waiting) {
    for (const [name, input] of sortedEntries(node.inputs)) {
      if (isFollows(input)) continue;
      const at = [...path, name];
      const number = identities.of(input);
      const target = first.get(number);
      if (target !== undefined && at.length > 1) duplicates.push({ path: at, target });
      else {
        if (target === undefined) first.set(number, at);
        waiting.push({ path: at, node: input });
      }
    }
  }
  return duplicates;
}

/** How many entries a lock has beside that of the flake itself. */
export function countEntries(lock: Lock): number {
  const seen = new Set<LockNode>();
  const waiting: (Lock | LockNode)[] = [lock];
  for (const { inputs } of waiting) {
    for (const input of inputs.values()) {
      if (isFollows(input) || seen.has(input)) continue;
      seen.add(input);
      waiting.push(input);
    }
  }
  return seen.size;
}
