// `npm run bench`: compiles, runs every bench, prints the ratios, and ends with 1 where one is over its limit.
import { join } from 'node:path';
import { alignColumns, type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { exitStatus } from '@flake-lattice/errors';
import { runDependency } from '../dependency/run-dependency.js';
import { type PublishedCommand, stageCommand } from '../pack/published-command.js';
import { setUpToolchain } from '../set-up/set-up.js';
import type { Bench } from './bench-record.js';
import { benchFacade, benchGenerating, benchGrowth, benchLocks, benchSplitting } from './cases.js';
import { compileHttpPrograms, type HttpPrograms } from './http-parsing/programs.js';
import { latticeRepositories } from './lattice-repository.js';
import { benchNxBatches, benchNxGraph } from './nx-cases.js';
import { nxWorkspaces } from './nx-workspaces.js';
import { benchPage } from './page.js';
import { writeCrate } from './rust-crate.js';

const root = join(import.meta.dirname, '../..');

const parts = ['commands', 'nx', 'page'] as const;
type Part = (typeof parts)[number];

interface Options {
  readonly times: string;
  readonly json?: true;
  readonly only?: Part;
}

export function run(args: readonly string[], io: CommandIo = processIo()): Promise<number> {
  return runCommand<Options>(
    {
      name: 'npm run bench --',
      description: 'Measures the command beside peers and floors, side by side in one run.',
      examples: [{ line: 'npm run bench -- --times 9', does: 'with more runs of each' }],
      declare: (command) =>
        command
          .option('--times <number>', 'how often each is run; the median counts', '5')
          .addOption(command.createOption('--only <part>', 'measure one part alone').choices(parts))
          .option('--json', 'print the figures as JSON'),
      body: async ({ times, json, only }) => {
        await setUpToolchain({
          root,
          env: io.env,
          // The page is measured in the browser that its tests have.
          forTests: true,
          report: (line) => io.err(`    ${line}\n`),
        });
        await compile(io);
        const benches: Bench[] = [];
        for (const part of only ? [only] : parts) benches.push(...(await runPart(part, Number(times), io)));
        io.out(json ? `${JSON.stringify(benches, undefined, 2)}\n` : formatBenches(benches));
        return benches.every(keepsLimits) ? exitStatus.done : exitStatus.found;
      },
    },
    args,
    io,
  );
}

/** What benches load of the packages themselves is compiled too; the command is measured as it is published. */
async function compile(io: CommandIo): Promise<void> {
  const { exitCode, stdout } = await runDependency('nx', ['run-many', '--targets', 'compile'], {
    root,
    env: { ...io.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (exitCode === 0) return;
  io.err(stdout);
  throw new Error('the command does not compile');
}

async function runPart(part: Part, times: number, io: CommandIo): Promise<readonly Bench[]> {
  if (part === 'nx') return runNx(times);
  return part === 'page' ? benchPage(times) : runCommands(times, io);
}

async function runCommands(times: number, io: CommandIo): Promise<readonly Bench[]> {
  const programs = await compileHttpPrograms(io);
  try {
    const command = await stageCommand(root);
    try {
      return runAll(times, command, programs);
    } finally {
      command.remove();
    }
  } finally {
    await programs.remove();
  }
}

function runNx(times: number): readonly Bench[] {
  process.env.NX_DAEMON = 'false';
  process.env.NX_TUI = 'false';
  const small = nxWorkspaces(1_000);
  const large = nxWorkspaces(3_000);
  try {
    return [...benchNxGraph(small, large, times), ...benchNxBatches(small, large, Math.min(times, 3))];
  } finally {
    small.remove();
    large.remove();
  }
}

function runAll(times: number, command: PublishedCommand, programs: HttpPrograms): readonly Bench[] {
  const small = latticeRepositories(1_000);
  const large = latticeRepositories(10_000);
  const crate = writeCrate(20_000);
  const fewer = Math.min(times, 3);
  try {
    return [
      ...benchGenerating(command, small, times),
      ...benchLocks(command, small, fewer),
      ...benchGrowth(command, small, large, fewer),
      ...benchSplitting(crate.folder, times),
      ...benchFacade(programs, times),
    ];
  } finally {
    small.remove();
    large.remove();
    crate.remove();
  }
}

function keepsLimits({ ratio, limit, ours, memoryLimit }: Bench): boolean {
  return ratio <= limit && (memoryLimit === undefined || ours.memory <= memoryLimit);
}

function formatBenches(benches: readonly Bench[]): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(3)} s`;
  const rows = benches.map((bench) => [
    keepsLimits(bench) ? '✔' : '✖',
    bench.name,
    seconds(bench.ours.median),
    seconds(bench.peer.median),
    bench.ratio.toFixed(2),
    `${bench.limit}`,
    `${Math.round(bench.ours.memory / 2 ** 20)} MiB`,
    bench.measures,
  ]);
  return alignColumns([['', 'BENCH', 'OURS', 'PEER', 'RATIO', 'LIMIT', 'MEMORY', 'WHAT'], ...rows]);
}
