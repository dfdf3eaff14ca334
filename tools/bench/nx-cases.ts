// The benches of the Nx plugin: the graph beside that of plain projects, batches beside a process a task, and how both grow.
import { join } from 'node:path';
import { type Bench, bench } from './bench-record.js';
import { type Measure, measure, type Run } from './measure.js';
import type { NxWorkspaces } from './nx-workspaces.js';

const bin = join(import.meta.dirname, '../../node_modules/nx/dist/bin/nx.js');

/** @param folder absolute path of the workspace */
function nx(args: readonly string[], folder: string): Run {
  return { command: process.execPath, args: [bin, ...args], folder: () => folder };
}

const show = ['show', 'projects', '--json'];
const generate = ['run-many', '--target=generate', '--output-style=static'];

/** @param times how often each is run */
export function benchNxGraph(small: NxWorkspaces, large: NxWorkspaces, times: number): readonly Bench[] {
  const beside = measure([nx(show, small.lattice), nx(show, small.plain)], times);
  const growth = measure([nx(show, large.lattice), nx(show, small.lattice)], times);
  return [
    bench(
      'nx-graph',
      'the project graph of 1,000 generated nodes, beside 1,000 projects with a project.json each',
      beside as [Measure, Measure],
      1.3,
    ),
    bench(
      'nx-graph-growth',
      'the project graph of 3,000 generated nodes, beside 1,000',
      growth as [Measure, Measure],
      3,
    ),
  ];
}

/** How many tasks the peer runs, once more and once less: what one more costs is their difference. */
const [few, many] = [10, 40];

/**
 * A process for each of 1,000 tasks takes a quarter of an hour. It is measured with 40 tasks and with 10 in the same workspace; the
 * difference is what 30 tasks cost, and is scaled to all of them.
 */
export function benchNxBatches(small: NxWorkspaces, large: NxWorkspaces, times: number): readonly Bench[] {
  const alone = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `generated/node-${index + 1}`);
    const args = ['--no-batch', '--exclude-task-dependencies', `--projects=${names.join(',')}`];
    return nx([...generate, ...args], small.lattice);
  };
  const [ours, ofMany, ofFew] = measure([nx(generate, small.lattice), alone(many), alone(few)], times) as [
    Measure,
    Measure,
    Measure,
  ];
  const scale = (key: 'median' | 'fastest') =>
    ofFew[key] + ((ofMany[key] - ofFew[key]) / (many - few)) * (small.nodes - few);
  const peer: Measure = { median: scale('median'), fastest: scale('fastest'), memory: ofMany.memory };
  const growth = measure([nx(generate, large.lattice), nx(generate, small.lattice)], times);
  return [
    bench(
      'nx-batch',
      'run-many over the generate tasks of 1,000 nodes, beside a process a task: 30 measured, scaled to 1,000',
      [ours, peer],
      0.05,
    ),
    bench(
      'nx-batch-growth',
      'run-many over the generate tasks of 3,000 nodes, beside 1,000',
      growth as [Measure, Measure],
      3.5,
    ),
  ];
}
