// The executor of `generate`: takes tasks, generates their nodes in one run, gives what became of each.
import { posix } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import { folderOfNode, nodeOfPath } from '@flake-lattice/flake-template';
import type { AppliedFile } from '@flake-lattice/generated-tree';
import { type Generation, generateLattice, openOutcomes, readProject, waitsFor } from 'flake-lattice';
import { nodeExecutor } from './node-executor.js';
import type { NodeTask } from './node-task.js';
import { taskIo } from './task-io.js';
import {
  failed,
  failedWith,
  forEachLattice,
  skipAbove,
  succeeded,
  type TaskResult,
  type TaskResults,
} from './task-results.js';
import { writeNotes } from './write-notes.js';

export const generateExecutor = nodeExecutor('generate', generateNodes);

async function generateNodes(tasks: readonly NodeTask[], root: string): Promise<TaskResults> {
  return skipAbove(tasks, await forEachLattice(tasks, (group) => generateGroup(group, root)));
}

async function generateGroup(tasks: readonly NodeTask[], root: string): Promise<TaskResults> {
  const io = taskIo(root);
  const results: TaskResults = {};
  const known = await findKnown(tasks, results, io);
  const [first] = known;
  if (first === undefined) return results;
  const isWhole = known.some(({ node }) => node === undefined);
  const generation = await generateLattice(
    {
      project: { lattice: first.lattice },
      nodes: isWhole ? [] : known.flatMap(({ node }) => node ?? []),
      edited: 'leave',
    },
    io,
    (holder) => io.err(`${waitsFor(holder)}\n`),
  );
  const files = filesByNode(generation, known);
  for (const task of known) results[task.id] = resultOf(task, files.get(task.node) ?? [], generation);
  await writeNotes(
    known.filter(({ id }) => results[id]?.success),
    generation,
    root,
  );
  return results;
}

/** Where all is generated, what is no longer declared goes; a run of some nodes cannot know such a one. */
async function findKnown(
  tasks: readonly NodeTask[],
  results: TaskResults,
  io: CommandIo,
): Promise<readonly NodeTask[]> {
  const [first] = tasks;
  if (first === undefined || tasks.some(({ node }) => node === undefined)) return tasks;
  const { lattice } = await readProject({ lattice: first.lattice }, io);
  return tasks.filter(({ id, node = '' }) => {
    // Units and whole crates are known when crates are split.
    if (lattice.nodes.has(node) || node.includes('--')) return true;
    results[id] = failedWith(notDeclared(node, lattice.shown));
    return false;
  });
}

function notDeclared(node: string, shown: string): CodedError {
  return new CodedError({
    code: 'NODE_UNKNOWN',
    message: `\`${shown}\` has no node \`${node}\``,
    hint: 'flake-lattice generate   (removes what it no longer declares)',
  });
}

/** By node; those of the hub by its lack of a name. */
function filesByNode(
  { files, project: { poset, packages } }: Generation,
  tasks: readonly NodeTask[],
): ReadonlyMap<string | undefined, readonly AppliedFile[]> {
  const nodeAt = new Map(poset.elements.map((name) => [folderOfNode(packages, name), name]));
  // A node that is not declared any more has a task as long as it has files.
  for (const { folder, output, node } of tasks) {
    if (node !== undefined) nodeAt.set(posix.relative(output, folder), node);
  }
  const found = new Map<string | undefined, AppliedFile[]>();
  for (const file of files) {
    const node = nodeOfPath(file.path, nodeAt);
    const known = found.get(node);
    if (known) known.push(file);
    else found.set(node, [file]);
  }
  return found;
}

function resultOf(
  { node }: NodeTask,
  files: readonly AppliedFile[],
  { project, failures, rootLock }: Generation,
): TaskResult {
  const lines = files
    .filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'kept')
    .map(({ path, outcome }) => `${outcome.padEnd(15)}  ${project.lattice.output}/${path}`);
  const isHub = node === undefined;
  if (isHub && rootLock && rootLock.outcome !== 'unchanged') {
    lines.push(`${rootLock.outcome.padEnd(15)}  flake.lock`);
  }
  const [failure] = isHub ? failures : [];
  if (failure) return failedWith(failure);
  if (files.some(({ outcome }) => openOutcomes.includes(outcome))) {
    lines.push('  hint: flake-lattice generate --merge   (or --keep, or --overwrite)');
    return failed(`${lines.join('\n')}\n`);
  }
  return succeeded(lines.length === 0 ? 'unchanged\n' : `${lines.join('\n')}\n`);
}
