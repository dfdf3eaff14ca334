// Runs the layers through Nx: gives what they printed and how long each took.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { forgiveCache } from '@flake-lattice/programs';
import { runDependency } from '../dependency/run-dependency.js';

export interface TasksRun {
  readonly exitCode: number;
  /** In milliseconds, by `project:target`; a task that did not run is absent. */
  readonly times: ReadonlyMap<string, number>;
  /** All lines that were printed; those of tasks that ran at the same time are mixed. */
  readonly log: readonly string[];
}

/** A trace in the format of Chrome, which Nx writes with one event a task. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** In microseconds. */
  readonly dur?: number;
}

/**
 * @param variables of the environment, besides those of this process
 * @param onLine called with each line, as it comes */
export async function runTasks(
  root: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Promise<TasksRun> {
  const profile = join('.nx', 'start-profile.json');
  await rm(join(root, profile), { force: true });
  const log: string[] = [];
  const take = (line: string) => {
    log.push(line);
    onLine(line);
  };
  const cache = await forgiveCache({ env: process.env, warn: (text) => take(`warning: ${text}`) });
  const env = {
    ...process.env,
    ...cache.variables,
    ...variables,
    ...withinWorkspace(root),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_PROFILE: profile,
    FORCE_COLOR: '0',
  };
  const { exitCode } = await runDependency('nx', args, { root, env, onOutputLine: take, onErrorLine: take });
  await cache.stop();
  return { exitCode, times: await readTimes(join(root, profile)), log };
}

/** Nx keeps files in the system's temporary folder unless it is told of another. */
function withinWorkspace(root: string): Readonly<Record<string, string>> {
  return {
    NX_NATIVE_FILE_CACHE_DIRECTORY: join(root, '.nx', 'native'),
    NX_SOCKET_DIR: join(root, '.nx', 'socket'),
  };
}

async function readTimes(profile: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(profile, 'utf8').catch(() => '[]');
  const events = JSON.parse(text) as readonly TraceEvent[];
  return new Map(events.flatMap(({ name, dur }) => (dur === undefined ? [] : [[name, dur / 1000] as const])));
}
