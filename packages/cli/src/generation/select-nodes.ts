// Narrows a generation to some nodes: takes them and the plan, gives what the run is about.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TreePlan } from '@flake-lattice/generated-tree';
import type { LatticePlan } from '../project/plan-lattice.js';

export interface Selection {
  readonly tree: TreePlan;
  /** Whether hub and locks are part of the run. */
  readonly takesHub: boolean;
  /** Nodes that have to be generated before the hub can name them. */
  readonly waiting: readonly string[];
}

/**
 * Without names, all. Otherwise the nodes and what is below them; the hub and its lock too, unless other nodes that they
 * would name are not generated yet.
 */
export function selectNodes({ project, tree }: LatticePlan, names: readonly string[]): Selection {
  if (names.length === 0) return { tree, takesHub: true, waiting: [] };
  const selected = new Set(project.poset.downSetOf(names));
  const waiting = project.poset.elements.filter(
    (name) => !selected.has(name) && !existsSync(join(project.output, name, 'flake.nix')),
  );
  const takesHub = waiting.length === 0;
  const isHub = (path: string) =>
    path === 'flake.nix' || path === 'flake.lock' || path.startsWith('.lattice/');
  const only = (path: string) =>
    isHub(path) ? takesHub : selected.has(path.slice(0, Math.max(0, path.indexOf('/'))));
  return { tree: { ...tree, only }, takesHub, waiting };
}
