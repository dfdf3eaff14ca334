// The executor of `develop`: takes a task, opens the shell of its node for a person, or runs a command in it.
import { openNodeShell } from 'flake-lattice';
import type { ExecutorContext } from '../nx-devkit.js';
import { nodeTaskOf } from './node-task.js';
import { openProject } from './open-project.js';
import { failedWith, finish } from './task-results.js';

export interface DevelopOptions {
  /** What to run in place of an interactive shell. */
  readonly command?: string;
}

export async function develop(
  { command }: DevelopOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { projectName = '', root } = context;
  const task = nodeTaskOf(projectName, projectName, [], context);
  try {
    const { project, io } = await openProject(task, root);
    const status = await openNodeShell(
      project,
      task.node,
      command === undefined ? [] : ['sh', '-c', command],
      io,
    );
    return { success: status === 0 };
  } catch (fault) {
    return finish(failedWith(fault));
  }
}
