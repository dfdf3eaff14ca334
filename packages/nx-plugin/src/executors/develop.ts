// The executor of `develop`: takes a task, opens the shell of its node for a person, or runs a command in it.
import { findNix, openShell } from '@flake-lattice/programs';
import { compiledNodes, machineNixpkgs } from 'flake-lattice';
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
  const { node = '' } = task;
  try {
    const { project, io } = await openProject(task, root);
    const nixpkgs = compiledNodes(project).has(node) ? await machineNixpkgs(project, node, io) : undefined;
    const override = nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs];
    const status = await openShell(await findNix(io), `${project.output}#${node}`, {
      ...io,
      options: ['--no-write-lock-file', ...override],
      ...(command === undefined ? {} : { command: ['sh', '-c', command] }),
    });
    return { success: status === 0 };
  } catch (fault) {
    return finish(failedWith(fault));
  }
}
