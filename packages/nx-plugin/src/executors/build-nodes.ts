// Builds nodes as the command `flake-lattice build` does: takes tasks of one lattice, gives where the node of each lies.
import type { CommandIo } from '@flake-lattice/command-shell';
import { build } from 'flake-lattice';
import type { NodeTask } from './node-task.js';

/**
 * The one place that knows how nodes are built.
 *
 * @returns store paths
 * @throws CodedError where a node cannot be built, with those before it built
 */
export async function buildNodes(
  tasks: readonly NodeTask[],
  root: string,
): Promise<ReadonlyMap<NodeTask, readonly string[]>> {
  const [first] = tasks;
  if (first === undefined) return new Map();
  let printed = '';
  const io: CommandIo = {
    cwd: root,
    env: process.env,
    out: (text) => {
      printed += text;
    },
    err: (text) => process.stderr.write(text),
  };
  // The hub is all nodes.
  const isWhole = tasks.some(({ node }) => node === undefined);
  const names = isWhole ? [] : tasks.flatMap(({ node }) => node ?? []);
  await build(io).body({ lattice: first.lattice, quiet: true, json: true }, names);
  const { built } = JSON.parse(printed) as Built;
  const outputs = new Map(built.map(({ node, output }) => [node, output]));
  return new Map(
    tasks.map((task) => [
      task,
      task.node === undefined ? [...outputs.values()] : [outputs.get(task.node) ?? ''],
    ]),
  );
}

interface Built {
  readonly built: readonly { readonly node: string; readonly output: string }[];
}
