// The executor of `build`: takes tasks, builds their nodes by one run of Nix, gives what became of each.
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { buildNodes } from './build-nodes.js';
import { rememberOutputs } from './built-outputs.js';
import { type NodeTask, nodeTaskOf, nodeTasksOf } from './node-task.js';
import { runEach } from './run-each.js';
import { byLattice, finish, type TaskResults } from './task-results.js';

export async function build(_options: object, context: ExecutorContext): Promise<{ success: boolean }> {
  const { projectName = '', targetName = 'build' } = context;
  const task = nodeTaskOf(`${projectName}:${targetName}`, projectName, [], context);
  return finish((await buildTasks([task], context.root))[task.id]);
}

export async function buildBatch(
  { tasks, dependencies }: TaskGraph,
  _options: unknown,
  _overrides: unknown,
  context: ExecutorContext,
): Promise<TaskResults> {
  return buildTasks(nodeTasksOf(tasks, dependencies, context), context.root);
}

async function buildTasks(tasks: readonly NodeTask[], root: string): Promise<TaskResults> {
  const results: TaskResults = {};
  for (const group of byLattice(tasks)) {
    const found = await runEach(group, async (some) => {
      const outputs = await buildNodes(some, root);
      rememberOutputs(root, [...outputs.values()].flat());
      return new Map([...outputs].map(([task, paths]) => [task, `${describe(paths)}\n`]));
    });
    Object.assign(results, found);
  }
  return results;
}

function describe(paths: readonly string[]): string {
  return paths.length === 1 ? (paths[0] ?? '') : `${paths.length} nodes are in the store`;
}
