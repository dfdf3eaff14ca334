// The task of a node: takes what Nx says of a task, gives the node of the lattice that it is about.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ExecutorContext, Task } from '../nx-devkit.js';
import { findLatticeFile } from '../targets/lattice-sources.js';

export interface NodeTask {
  /** Of the task, `PROJECT:TARGET`. */
  readonly id: string;
  /** Of the project, from the root of the workspace. */
  readonly folder: string;
  /** As the hub names it; nothing for the hub itself, which stands for all nodes. */
  readonly node: string | undefined;
  /** The output folder, from the root of the workspace. */
  readonly output: string;
  /** Absolute path of lattice.toml or lattice.config.ts. */
  readonly lattice: string;
  /** The tasks of the same kind that it comes after. */
  readonly after: readonly string[];
}

/** @throws Error where the project is no generated flake, which only a hand-written target makes so */
export function nodeTaskOf(
  id: string,
  project: string,
  after: readonly string[],
  context: ExecutorContext,
): NodeTask {
  const folder = context.projectsConfigurations.projects[project]?.root ?? '.';
  const output = outputOf(context.root, folder);
  const lattice = output === undefined ? undefined : findLatticeFile(context.root, output);
  if (output === undefined || lattice === undefined) {
    throw new Error(`the project \`${project}\` is no flake that a lattice.toml generates`);
  }
  const node = folder === output ? undefined : posix.relative(output, folder).replaceAll('/', '--');
  return { id, folder, node, output, lattice: join(context.root, lattice), after };
}

/** Of a batch, in the order that Nx would run them one by one. */
export function nodeTasksOf(
  tasks: Readonly<Record<string, Task>>,
  dependencies: Readonly<Record<string, readonly string[]>>,
  context: ExecutorContext,
): readonly NodeTask[] {
  const ordered: NodeTask[] = [];
  const seen = new Set<string>();
  const visit = (id: string) => {
    const task = tasks[id];
    if (task === undefined || seen.has(id)) return;
    seen.add(id);
    const after = (dependencies[id] ?? []).filter((other) => other in tasks);
    for (const other of after) visit(other);
    ordered.push(nodeTaskOf(id, task.target.project, after, context));
  };
  for (const id of Object.keys(tasks)) visit(id);
  return ordered;
}

function outputOf(root: string, folder: string): string | undefined {
  for (let at = folder; ; at = posix.dirname(at)) {
    if (existsSync(join(root, at, '.lattice/manifest.json'))) return at;
    if (at === '.') return undefined;
  }
}
