// The executor of `build`: takes tasks, builds their nodes by one run of Nix, gives what became of each.
import { buildNodes, type NodeResult, type Project } from 'flake-lattice';
import { rememberOutputs } from './built-outputs.js';
import { nodeExecutor } from './node-executor.js';
import type { NodeTask } from './node-task.js';
import { nodesOf, openProject } from './open-project.js';
import { runEach } from './run-each.js';
import { failed, forEachLattice, succeeded, type TaskResult, type TaskResults } from './task-results.js';

export const buildExecutor = nodeExecutor('build', buildTasks);

function buildTasks(tasks: readonly NodeTask[], root: string): Promise<TaskResults> {
  return forEachLattice(tasks, async (group) => {
    const { project, io } = await openProject(group[0] as NodeTask, root);
    return runEach(group, async (some) => {
      const names = [...new Set(some.flatMap((task) => nodesOf(task, project)))];
      const { nodes, without } = await buildNodes(project, names, {}, io);
      const byName = new Map(nodes.map((result) => [result.node, result]));
      rememberOutputs(
        root,
        nodes.filter(isThere).map(({ output }) => output),
      );
      return Object.fromEntries(
        some.map((task) => [
          task.id,
          task.node !== undefined && without.includes(task.node)
            ? withoutPackage
            : resultOf(task, project, byName),
        ]),
      );
    });
  });
}

const withoutPackage = succeeded('there is no package for the system of this machine\n');

function isThere({ outcome }: NodeResult): boolean {
  return outcome !== 'failed' && outcome !== 'skipped';
}

function resultOf(task: NodeTask, project: Project, built: ReadonlyMap<string, NodeResult>): TaskResult {
  const own = nodesOf(task, project).flatMap((name) => built.get(name) ?? []);
  const culprit = own.find(({ outcome }) => outcome === 'failed') ?? own.find((result) => !isThere(result));
  if (culprit) return failed(describeFailure(culprit));
  const [only] = own;
  return succeeded(
    task.node !== undefined && only ? `${only.output}\n` : `${own.length} nodes are in the store\n`,
  );
}

function describeFailure({ node, reason, because, failed: derivation, log }: NodeResult): string {
  const why = because ? `${because.join(', ')} failed below it` : (reason ?? 'Nix does not say why');
  const lines = [`error[BUILD_FAILED]: building \`${node}\` failed: ${why}`];
  for (const line of log?.split('\n').slice(-15) ?? []) lines.push(`  | ${line}`);
  if (derivation !== undefined) lines.push(`  hint: nix log ${derivation}   (the whole log)`);
  return `${lines.join('\n')}\n`;
}
