// An executor as Nx takes it: takes what runs the tasks of a target, gives one function for a task and one for a batch.
import type { ExecutorContext, TaskGraph } from '../nx-devkit.js';
import { type NodeTask, nodeTaskOf, nodeTasksOf } from './node-task.js';
import { finish, reportEach, type TaskReport, type TaskResults } from './task-results.js';

/** @param root absolute path of the workspace */
export type RunTasks = (tasks: readonly NodeTask[], root: string) => Promise<TaskResults>;

export interface NodeExecutor {
  /** One task in a process of its own. */
  readonly alone: (options: object, context: ExecutorContext) => Promise<{ success: boolean }>;
  /** All tasks of a run that can go together. */
  readonly batch: (
    graph: TaskGraph,
    options: unknown,
    overrides: unknown,
    context: ExecutorContext,
  ) => AsyncIterableIterator<TaskReport>;
}

export function nodeExecutor(target: string, run: RunTasks): NodeExecutor {
  return {
    alone: async (_options, context) => {
      const { projectName = '', targetName = target } = context;
      const task = nodeTaskOf(`${projectName}:${targetName}`, projectName, [], context);
      return finish((await run([task], context.root))[task.id]);
    },
    batch: ({ tasks, dependencies }, _options, _overrides, context) =>
      reportEach(run(nodeTasksOf(tasks, dependencies, context), context.root)),
  };
}
