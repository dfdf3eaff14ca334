// Opens the lattice that tasks are about: takes one of them, gives the project with its crates split, read once for all.
import type { CommandIo } from '@flake-lattice/command-shell';
import { expandProject, type Project, readProject } from 'flake-lattice';
import type { NodeTask } from './node-task.js';
import { taskIo } from './task-io.js';

export interface OpenProject {
  readonly project: Project;
  readonly io: CommandIo;
}

export async function openProject(
  { lattice }: Pick<NodeTask, 'lattice'>,
  root: string,
): Promise<OpenProject> {
  const io = taskIo(root);
  return { project: await expandProject(await readProject({ lattice }, io), io), io };
}

/** The hub stands for all nodes. */
export function nodesOf({ node }: NodeTask, { poset }: Project): readonly string[] {
  return node === undefined ? poset.elements : [node];
}
