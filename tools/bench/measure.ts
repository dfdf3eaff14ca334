// Runs a program to its end, several times in turn with others: gives how long each took, and how much memory at most.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Run {
  readonly command: string;
  readonly args: readonly string[];
  /** Called before each run, not timed; gives the folder to run in. */
  readonly folder: () => string;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program prints how many milliseconds it took for what is measured, and nothing else. */
  readonly reports?: true;
}

export interface Measure {
  /** In milliseconds: the median, and the fastest. */
  readonly median: number;
  readonly fastest: number;
  /** In bytes, of the run that took most; 0 where the program is not node. */
  readonly memory: number;
}

const memoryHook = `
import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS * 1024)));
`;

/** Programs that are compared run in turn, so that what else the machine does falls on all of them alike. */
export function measure(runs: readonly Run[], times: number): readonly Measure[] {
  const taken: { time: number; memory: number }[][] = runs.map(() => []);
  for (let round = 0; round < times; round++) {
    for (const [index, run] of runs.entries()) taken[index]?.push(once(run));
  }
  return taken.map((each) => {
    const sorted = each.map(({ time }) => time).sort((one, other) => one - other);
    return {
      median: sorted[Math.floor(sorted.length / 2)] ?? 0,
      fastest: sorted[0] ?? 0,
      memory: Math.max(...each.map(({ memory }) => memory)),
    };
  });
}

function once({ command, args, folder: folderOf, env, reports }: Run): { time: number; memory: number } {
  const cwd = folderOf();
  const folder = mkdtempSync(join(tmpdir(), 'flake-lattice-bench-'));
  const file = join(folder, 'memory');
  const isNode = command === process.execPath;
  const hook = isNode ? ['--import', `data:text/javascript,${encodeURIComponent(memoryHook)}`] : [];
  const begun = performance.now();
  const result = spawnSync(command, [...hook, ...args], {
    cwd,
    env: { ...process.env, ...env, BENCH_MEMORY: file },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const time = performance.now() - begun;
  const memory = isNode && result.status === 0 ? Number(readFileSync(file, 'utf8')) : 0;
  rmSync(folder, { recursive: true });
  if (result.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} in ${pathToFileURL(cwd)} ended with ${result.status}:\n${result.stderr}${result.error ?? ''}`,
    );
  return { time: reports ? Number(result.stdout) : time, memory };
}
