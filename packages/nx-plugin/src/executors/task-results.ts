// What became of tasks: as Nx takes it from a batch, and as one task alone ends.
import { formatError, isCodedError } from '@flake-lattice/errors';
import type { NodeTask } from './node-task.js';

export interface TaskResult {
  readonly success: boolean;
  readonly status: 'success' | 'failure' | 'skipped';
  readonly terminalOutput: string;
}

/** By the ids of tasks. */
export type TaskResults = Record<string, TaskResult>;

export interface TaskReport {
  readonly task: string;
  readonly result: TaskResult;
}

/** Nx prints what tasks have to say only where they are reported one by one. */
export async function* reportEach(results: Promise<TaskResults>): AsyncGenerator<TaskReport> {
  for (const [task, result] of Object.entries(await results)) yield { task, result };
}

export function succeeded(terminalOutput: string): TaskResult {
  return { success: true, status: 'success', terminalOutput };
}

export function failed(terminalOutput: string): TaskResult {
  return { success: false, status: 'failure', terminalOutput };
}

/** @throws the fault, where it is none that a user can mend */
export function failedWith(fault: unknown): TaskResult {
  if (!isCodedError(fault)) throw fault;
  return failed(formatError(fault));
}

/** Nx leaves it to a batch to see that what lies above a failed task does not count as done. */
export function skipAbove(tasks: readonly NodeTask[], results: TaskResults): TaskResults {
  for (const { id, after } of tasks) {
    const culprit = after.find((other) => results[other]?.success === false);
    if (culprit === undefined) continue;
    results[id] = {
      success: false,
      status: 'skipped',
      terminalOutput: `skipped: ${culprit} did not succeed\n`,
    };
  }
  return results;
}

/** Prints what a task has to say, and gives what Nx takes from it. */
export function finish(result: TaskResult | undefined): { success: boolean } {
  if (result === undefined) throw new Error('a task has no result');
  (result.success ? process.stdout : process.stderr).write(result.terminalOutput);
  return { success: result.success };
}

/** Runs tasks lattice by lattice. What none of a lattice can be told apart by is the fault of all. */
export async function forEachLattice(
  tasks: readonly NodeTask[],
  run: (group: readonly NodeTask[]) => Promise<TaskResults>,
): Promise<TaskResults> {
  const groups = new Map<string, NodeTask[]>();
  for (const task of tasks) groups.set(task.lattice, [...(groups.get(task.lattice) ?? []), task]);
  const results: TaskResults = {};
  for (const group of groups.values()) {
    try {
      Object.assign(results, await run(group));
    } catch (fault) {
      const result = failedWith(fault);
      for (const { id } of group) results[id] = result;
    }
  }
  return results;
}
