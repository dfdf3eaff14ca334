// Plans the units of a crate: takes its declarations with their links, gives sets with names, by the granularity asked for.
import type { Declaration } from '../resolve/declaration.js';
import type { Granularity, Merge } from '../split.js';
import { coarsen } from './coarsen.js';
import { type Linked, planGroups, type Repairs, shortName } from './plan-groups.js';
import { nameUnits } from './unit-names.js';

export interface UnitPlan {
  readonly folder: string;
  /** Sorted by key. */
  readonly members: readonly Declaration[];
  readonly merges: readonly Merge[];
}

export interface Coarseness {
  readonly granularity: Granularity;
  /** Units grow up to this many bytes of code, where that closes no circle. */
  readonly maxBytes?: number;
}

/** Sorted by folder. */
export function planUnits(linked: Linked, repairs: Repairs, coarseness: Coarseness): readonly UnitPlan[] {
  const groups = planGroups(linked, repairs);
  coarsen(linked, groups, repairs, coarseness);
  const sets = groups.sets();
  const names = nameUnits(sets);
  const plans = [...sets].map(([root, members]) => ({
    folder: names.get(root) as string,
    members: [...members].sort((one, other) => (one.key < other.key ? -1 : 1)),
    merges: groups
      .reasonsOf(root)
      .filter(({ reason }) => reason !== '')
      .map(({ kind, reason, declarations }) => ({
        kind,
        reason,
        declarations: [...new Set(declarations.map(shortName))].sort(),
      })),
  }));
  return plans.sort((one, other) => (one.folder < other.folder ? -1 : 1));
}
