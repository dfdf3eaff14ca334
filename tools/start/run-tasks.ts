// Runs the layers through Nx: gives, for each task, what it printed and how long it took.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';

export interface TaskRun {
  /** The lines it printed, without Nx's own. */
  readonly lines: readonly string[];
  /** In milliseconds. */
  readonly time: number;
}

export interface TasksRun {
  readonly exitCode: number;
  /** By `project:target`; a task that did not run is absent. */
  readonly tasks: ReadonlyMap<string, TaskRun>;
  /** All that was printed. */
  readonly log: readonly string[];
}

/** A trace in the format of Chrome, which Nx writes with one event a task. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** In microseconds. */
  readonly dur?: number;
}

/** @param onLine called with each line, as it comes */
export async function runTasks(
  root: string,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<TasksRun> {
  const profile = join('.nx', 'start-profile.json');
  await rm(join(root, profile), { force: true });
  const log: string[] = [];
  const take = (line: string) => {
    log.push(line);
    onLine(line);
  };
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_PROFILE: profile, FORCE_COLOR: '0' };
  const { exitCode } = await runProgram(
    process.execPath,
    [join(root, 'node_modules/nx/bin/nx.js'), ...args],
    {
      cwd: root,
      env,
      onOutputLine: take,
      onErrorLine: take,
    },
  );
  const times = await readTimes(join(root, profile));
  const lines = linesByTask(log);
  const tasks = new Map([...times].map(([task, time]) => [task, { time, lines: lines.get(task) ?? [] }]));
  return { exitCode, tasks, log };
}

async function readTimes(profile: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(profile, 'utf8').catch(() => '[]');
  const events = JSON.parse(text) as readonly TraceEvent[];
  return new Map(events.flatMap(({ name, dur }) => (dur === undefined ? [] : [[name, dur / 1000] as const])));
}

/** With the output style `stream-without-prefixes`, a heading `> nx run TASK` comes before the lines of each task. */
function linesByTask(log: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of log) {
    const task = /^> nx run (\S+)/.exec(line)?.[1];
    if (task === undefined) current.push(line);
    else {
      current = [];
      lines.set(task, current);
    }
  }
  return lines;
}
