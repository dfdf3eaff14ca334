// `npm run bench`: compiles, runs every bench, prints the ratios, and ends with 1 where one is over its limit.
import { join } from 'node:path';
import { alignColumns, type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { exitStatus } from '@flake-lattice/errors';
import { runDependency } from '../dependency/run-dependency.js';
import { setUpToolchain } from '../set-up/set-up.js';
import {
  type Bench,
  benchFacade,
  benchGenerating,
  benchGrowth,
  benchLocks,
  benchSplitting,
} from './cases.js';
import { compileHttpPrograms, type HttpPrograms } from './http-parsing/programs.js';
import { latticeRepositories } from './lattice-repository.js';
import { benchPage } from './page.js';
import { writeCrate } from './rust-crate.js';

const root = join(import.meta.dirname, '../..');

interface Options {
  readonly times: string;
  readonly json?: true;
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
          .option('--json', 'print the figures as JSON'),
      body: async ({ times, json }) => {
        await setUpToolchain({
          root,
          env: io.env,
          // The page is measured in the browser that its tests have.
          forTests: true,
          report: (line) => io.err(`    ${line}\n`),
        });
        await compile(io);
        const programs = await compileHttpPrograms(io);
        const benches = [...runAll(Number(times), programs), ...(await benchPage(Number(times)))];
        await programs.remove();
        io.out(json ? `${JSON.stringify(benches, undefined, 2)}\n` : formatBenches(benches));
        return benches.every(keepsLimits) ? exitStatus.done : exitStatus.found;
      },
    },
    args,
    io,
  );
}

/** Measured is what is shipped, the command as one bundle; its bin takes that while all packages are compiled. */
async function compile(io: CommandIo): Promise<void> {
  const { exitCode, stdout } = await runDependency('nx', ['run-many', '--targets', 'compile'], {
    root,
    env: { ...io.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (exitCode === 0) return;
  io.err(stdout);
  throw new Error('the command does not compile');
}

function runAll(times: number, programs: HttpPrograms): readonly Bench[] {
  const small = latticeRepositories(1_000);
  const large = latticeRepositories(10_000);
  const crate = writeCrate(20_000);
  const fewer = Math.min(times, 3);
  try {
    return [
      ...benchGenerating(small, times),
      ...benchLocks(small, fewer),
      ...benchGrowth(small, large, fewer),
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
