// Takes the planned flakes of a lattice, gives what each declares as inputs by its folder. Pure.
import { join, relative } from 'node:path';
import { folderFromOutput } from '@flake-lattice/flake-template';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import type { PlannedFlakes } from './plan-flakes.js';
import type { Project } from './read-project.js';

/** Folders from the root of the repository; that of the hub is among them, those of ejected and adopted nodes are not. */
export function plannedInputs(
  { lattice, repository, output, packages }: Pick<Project, 'lattice' | 'repository' | 'output' | 'packages'>,
  { hub, nodes, units }: PlannedFlakes,
): ReadonlyMap<string, DeclaredInputs> {
  const folder = relative(repository.root, output);
  const planned = new Map([[folder, hub.inputs]]);
  for (const [name, { inputs }] of [...nodes, ...units])
    planned.set(join(folder, folderFromOutput({ lattice, packages }, name)), inputs);
  return planned;
}
