// Runs something for many tasks at once, and finds out which of them it fails for: takes the tasks in their order and what runs
// some of them together, gives what became of each.
import type { NodeTask } from './node-task.js';
import { failedWith, skipAbove, succeeded, type TaskResults } from './task-results.js';

/** Of tasks that all succeeded: what each has to say. @throws CodedError where one of them fails, or several */
export type RunTogether = (tasks: readonly NodeTask[]) => Promise<ReadonlyMap<NodeTask, string>>;

/**
 * What fails is halved until single tasks are left. What was built on the way stays built, so that a half without a fault is
 * little work; what comes after a failed task is skipped untried.
 */
export async function runEach(tasks: readonly NodeTask[], run: RunTogether): Promise<TaskResults> {
  const results: TaskResults = {};
  await runSome(tasks);
  return skipAbove(tasks, results);

  async function runSome(some: readonly NodeTask[]): Promise<void> {
    skipAbove(some, results);
    const left = some.filter(({ id }) => !(id in results));
    if (left.length === 0) return;
    try {
      for (const [{ id }, said] of await run(left)) results[id] = succeeded(said);
    } catch (fault) {
      const failure = failedWith(fault);
      const [only, ...others] = left;
      if (others.length === 0) {
        if (only) results[only.id] = failure;
        return;
      }
      const half = Math.ceil(left.length / 2);
      await runSome(left.slice(0, half));
      await runSome(left.slice(half));
    }
  }
}
