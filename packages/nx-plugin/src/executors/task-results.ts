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

/** Tasks by the lattice that they are about. */
export function byLattice(tasks: readonly NodeTask[]): readonly (readonly NodeTask[])[] {
  const groups = new Map<string, NodeTask[]>();
  for (const task of tasks) groups.set(task.lattice, [...(groups.get(task.lattice) ?? []), task]);
  return [...groups.values()];
}
