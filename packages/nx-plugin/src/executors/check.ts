// The executor of `check`: takes tasks, has Nix build the checks of their nodes in one run, gives what became of each.
import type { CommandIo } from '@flake-lattice/command-shell';
import { buildFlake, findNix, runNix } from '@flake-lattice/programs';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import {
  compiledNodes,
  expandProject,
  faultOfBuild,
  machineNixpkgs,
  type Project,
  readProject,
} from 'flake-lattice';
import { type NodeTask, nodeTaskOf, nodeTasksOf } from './node-task.js';
import { type RunTogether, runEach } from './run-each.js';
import { byLattice, failedWith, finish, type TaskResults } from './task-results.js';

export async function check(_options: object, context: ExecutorContext): Promise<{ success: boolean }> {
  const { projectName = '', targetName = 'check' } = context;
  const task = nodeTaskOf(`${projectName}:${targetName}`, projectName, [], context);
  return finish((await checkTasks([task], context.root))[task.id]);
}

export async function checkBatch(
  { tasks, dependencies }: TaskGraph,
  _options: unknown,
  _overrides: unknown,
  context: ExecutorContext,
): Promise<TaskResults> {
  return checkTasks(nodeTasksOf(tasks, dependencies, context), context.root);
}

async function checkTasks(tasks: readonly NodeTask[], root: string): Promise<TaskResults> {
  const results: TaskResults = {};
  for (const group of byLattice(tasks)) {
    try {
      Object.assign(results, await runEach(group, await checkerOf(group, root)));
    } catch (fault) {
      const result = failedWith(fault);
      for (const { id } of group) results[id] = result;
    }
  }
  return results;
}

/** The lattice is read once, and Nix found once, for all of a group. */
async function checkerOf([first]: readonly NodeTask[], root: string): Promise<RunTogether> {
  const io: CommandIo = {
    cwd: root,
    env: process.env,
    out: () => {},
    err: (text) => process.stderr.write(text),
  };
  const { cwd, env } = io;
  const project = await expandProject(await readProject({ lattice: first?.lattice ?? '' }, io), io);
  const nix = await findNix({ cwd, env });
  const { stdout } = await runNix(nix, ['config', 'show', 'system'], { cwd, env });
  const compiled = compiledNodes(project);
  return async (tasks) => {
    const isCompiled = (node: string) => compiled.has(node);
    const names = [...new Set(tasks.flatMap(({ node }) => node ?? project.poset.elements))];
    for (const part of [names.filter((name) => !isCompiled(name)), names.filter(isCompiled)]) {
      if (part.length === 0) continue;
      const installables = part.map((name) => `${project.output}#checks.${stdout.trim()}.${name}`);
      const options = [
        '--keep-going',
        '--no-write-lock-file',
        ...(await nixpkgsOptions(project, part.find(isCompiled))),
      ];
      await buildFlake(nix, installables, { cwd, env, options }).catch((fault) => {
        throw faultOfBuild(fault);
      });
    }
    return new Map(tasks.map((task) => [task, 'checked\n']));
  };
}

/** What compiles gets the compilers of this machine. */
async function nixpkgsOptions(project: Project, node: string | undefined): Promise<readonly string[]> {
  const nixpkgs = node === undefined ? undefined : await machineNixpkgs(project, node);
  return nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs];
}
