// The executor of `check`: takes tasks, has Nix build the checks of their nodes in one run, gives what became of each.
import { formatError } from '@flake-lattice/errors';
import { type CheckedNode, checkNodes, type Project } from 'flake-lattice';
import { nodeExecutor } from './node-executor.js';
import type { NodeTask } from './node-task.js';
import { nodesOf, openProject } from './open-project.js';
import { runEach } from './run-each.js';
import { failed, forEachLattice, succeeded, type TaskResult, type TaskResults } from './task-results.js';

export const checkExecutor = nodeExecutor('check', checkTasks);

function checkTasks(tasks: readonly NodeTask[], root: string): Promise<TaskResults> {
  return forEachLattice(tasks, async (group) => {
    const { project, io } = await openProject(group[0] as NodeTask, root);
    return runEach(group, async (some) => {
      const names = [...new Set(some.flatMap((task) => nodesOf(task, project)))];
      const checked = new Map((await checkNodes(project, names, io)).map((each) => [each.node, each]));
      return Object.fromEntries(some.map((task) => [task.id, resultOf(task, project, checked)]));
    });
  });
}

function resultOf(task: NodeTask, project: Project, checked: ReadonlyMap<string, CheckedNode>): TaskResult {
  const own = nodesOf(task, project).flatMap((name) => checked.get(name) ?? []);
  const culprit = own.find(({ fault }) => fault !== undefined);
  if (culprit?.fault) return failed(formatError(culprit.fault));
  const count = own.reduce((sum, { checks }) => sum + checks.length, 0);
  return succeeded(`${count} ${count === 1 ? 'check holds' : 'checks hold'}\n`);
}
