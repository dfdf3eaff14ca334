// Tells what a generation left for a person to decide: takes its files, gives whether there are any.
import type { AppliedFile } from '@flake-lattice/generated-tree';

/** What stays as it is until a person decides. */
export const openOutcomes: readonly AppliedFile['outcome'][] = ['edited', 'conflict', 'orphaned-edited'];

export function hasOpenEnds({ files, failures }: OpenEnds): boolean {
  return failures.length > 0 || files.some(({ outcome }) => openOutcomes.includes(outcome));
}

interface OpenEnds {
  readonly files: readonly AppliedFile[];
  /** What could not be done. */
  readonly failures: readonly unknown[];
}
