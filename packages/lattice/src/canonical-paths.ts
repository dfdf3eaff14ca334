// Canonical paths: takes an order and one of its nodes, gives for each node below the one path of inputs that leads to it.
import { walkCanonically } from './canonical-walk.js';
import type { Poset } from './poset.js';

/** Without the node itself, whose path is empty. */
export type CanonicalPaths = ReadonlyMap<string, readonly string[]>;

/**
 * A node that is extended directly is reached so. Any other is reached through the first that is above it of those that
 * are extended, and from there on as that one reaches it: what lies below an input keeps the paths that it has within
 * that input. The order of the extended is: those that are below another of them, the lowest first; then the others, the
 * highest first, since these hold most of what is shared.
 */
export function canonicalPaths(poset: Poset, name: string): CanonicalPaths {
  const { reached, pathTo } = walkCanonically(poset, name);
  return new Map([...reached].map((lower) => [poset.elements[lower] as string, pathTo(lower)]));
}
