// Tells when a process began: takes its number, gives the time as the system counts it.
import { readFileSync } from 'node:fs';
import { runProgram } from '@flake-lattice/programs';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is told of a process that is gone, or waits to be reaped, is no time; it is empty where nothing is told. */
export async function beginOf(
  pid: number,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  return platform === 'linux' ? beginByProc(pid) : beginByPs(pid, env);
}

function beginByProc(pid: number): string {
  try {
    // The name of the program, in parentheses, may hold anything; state and times stand behind it.
    const words = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return words[0] === 'Z' || words[0] === 'X' ? 'dead' : (words[19] ?? '');
  } catch {
    return '';
  }
}

/** In one language and zone, whatever those of the caller are: other runs compare it. */
async function beginByPs(pid: number, env: Environment): Promise<string> {
  const told = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)], {
    cwd: '/',
    env: { ...env, LC_ALL: 'C', TZ: 'UTC' },
  });
  return told.stdout.trim().replaceAll(/\s+/g, '-');
}
