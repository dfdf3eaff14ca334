// Who holds a lock: a process, known by more than its number, which is given again; takes and gives it as a file name.
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { runProgram } from '@flake-lattice/programs';

export interface Holder {
  readonly pid: number;
  /** When the process began, as the system counts; empty where it does not tell. */
  readonly began: string;
  /** Which start of the machine it began after; empty where the system does not tell. */
  readonly boot: string;
  /** The machine, and within it the space in which process numbers are unique. */
  readonly host: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export async function ownHolder(env: Environment): Promise<Holder> {
  return { pid: process.pid, began: await beginOf(process.pid, env), boot: bootName(), host: hostName() };
}

/** A file name of at most 255 bytes. @param token makes it unlike any other */
export function renderHolder({ pid, began, boot, host }: Holder, token: string): string {
  const words = [String(pid), began, boot, host].map((word) => encodeURIComponent(word).slice(0, 90));
  return `${words.join(',')},${token}`;
}

/** Nothing of a name that {@link renderHolder} did not make. */
export function readHolder(name: string): Holder | undefined {
  const [pid, began, boot, host, token] = name.split(',').map(decode);
  if (token === undefined || !/^\d+$/.test(pid ?? '')) return undefined;
  return { pid: Number(pid), began: began ?? '', boot: boot ?? '', host: host ?? '' };
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

export function describeHolder(holder: Holder | undefined): string {
  return holder ? `process ${holder.pid} on ${holder.host.replace(/ .*/, '')}` : 'an unknown process';
}

/**
 * A process of another machine is unknown: it may live. One of this machine from before it was started last is dead.
 *
 * @param since when the lock was taken, in milliseconds since 1970
 */
export async function isDead(
  holder: Holder,
  since: number,
  env: Environment,
): Promise<'lives' | 'dead' | 'unknown'> {
  if (holder.host !== renderedHost()) return 'unknown';
  if (holder.boot !== bootName()) {
    const started = Date.now() - uptime() * 1000;
    return since < started ? 'dead' : 'unknown';
  }
  if (holder.pid === process.pid) return 'lives';
  try {
    process.kill(holder.pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  const began = await beginOf(holder.pid, env);
  return began === holder.began ? 'lives' : 'dead';
}

/** Of a process that is gone, or waits to be reaped, it is no time. */
async function beginOf(pid: number, env: Environment): Promise<string> {
  if (process.platform !== 'linux') {
    const told = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)], { cwd: '/', env });
    return told.stdout.trim().replaceAll(/\s+/g, '-');
  }
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

function bootName(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

function hostName(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** As it comes back from a file name. */
function renderedHost(): string {
  return decode(encodeURIComponent(hostName()).slice(0, 90));
}
