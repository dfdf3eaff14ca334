// Narrows a generation to some nodes: takes them and the plan, gives what the run is about.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderFromOutput, nodeOfPath } from '@flake-lattice/flake-template';
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
  const { poset } = project;
  const folderOf = (name: string) => folderFromOutput(project, name);
  const selected = new Set(poset.downSetOf(names));
  const nodeAt = new Map(poset.elements.map((name) => [folderOf(name), name]));
  const waiting = poset.elements.filter(
    (name) => !selected.has(name) && !existsSync(join(project.output, folderOf(name), 'flake.nix')),
  );
  const takesHub = waiting.length === 0;
  const isHub = (path: string) =>
    path === 'flake.nix' || path === 'flake.lock' || path.startsWith('.lattice/');
  const only = (path: string) => (isHub(path) ? takesHub : selected.has(nodeOfPath(path, nodeAt) ?? ''));
  return { tree: { ...tree, only }, takesHub, waiting };
}
