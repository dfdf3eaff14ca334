// Runs something for many tasks at once, and finds out which of them it fails for: takes the tasks in their order and what runs
// some of them together, gives what became of each.
import type { NodeTask } from './node-task.js';
import { failedWith, skipAbove, type TaskResults } from './task-results.js';

/** @throws CodedError where nothing can be told of any task, as where one of them cannot be evaluated */
export type RunTogether = (tasks: readonly NodeTask[]) => Promise<TaskResults>;

/** What fails as a whole is halved, until what it fails for is alone; what comes after that is skipped untried. */
export async function runEach(tasks: readonly NodeTask[], run: RunTogether): Promise<TaskResults> {
  const results: TaskResults = {};
  await runSome(tasks);
  return skipAbove(tasks, results);

  async function runSome(some: readonly NodeTask[]): Promise<void> {
    skipAbove(some, results);
    const left = some.filter(({ id }) => !(id in results));
    const [only, ...others] = left;
    if (only === undefined) return;
    try {
      Object.assign(results, await run(left));
    } catch (fault) {
      const failure = failedWith(fault);
      if (others.length === 0) {
        results[only.id] = failure;
        return;
      }
      const half = Math.ceil(left.length / 2);
      await runSome(left.slice(0, half));
      await runSome(left.slice(half));
    }
  }
}
