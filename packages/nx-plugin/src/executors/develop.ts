// The executor of `develop`: takes a task, opens the shell of its node for a person, or runs a command in it.
import { findNix, openShell } from '@flake-lattice/programs';
import type { ExecutorContext } from '@nx/devkit';
import { compiledNodes, expandProject, machineNixpkgs, readProject } from 'flake-lattice';
import { nodeTaskOf } from './node-task.js';
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
  const { node = '', lattice } = nodeTaskOf(projectName, projectName, [], context);
  const io = { cwd: root, env: process.env, out: () => {}, err: () => {} };
  try {
    const project = await expandProject(await readProject({ lattice }, io), io);
    const nixpkgs = compiledNodes(project).has(node) ? await machineNixpkgs(project, node) : undefined;
    const status = await openShell(await findNix(io), `${project.output}#${node}`, {
      ...io,
      options: [
        '--no-write-lock-file',
        ...(nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs]),
      ],
      ...(command === undefined ? {} : { command: ['sh', '-c', command] }),
    });
    return { success: status === 0 };
  } catch (fault) {
    return finish(failedWith(fault));
  }
}
