// Who holds a lock: a process, known by more than its number, which is given again; takes and gives it as a file name.
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { beginOf } from './process-begin.js';

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
 * A process of another machine is unknown: it may live. So is one of this machine that is there, and of which the system does
 * not tell this user when it began. One from before this machine was started last is dead.
 *
 * @param since when the lock was taken, in milliseconds since 1970
 */
export async function isDead(
  holder: Holder,
  since: number,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<'lives' | 'dead' | 'unknown'> {
  if (holder.host !== renderedHost()) return 'unknown';
  if (holder.boot !== bootName()) {
    const started = Date.now() - uptime() * 1000;
    return since < started ? 'dead' : 'unknown';
  }
  // Asked before whether it is there: one that ends in between is then seen to be gone.
  const began = await beginOf(holder.pid, env, platform);
  try {
    process.kill(holder.pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  if (began === holder.began) return 'lives';
  return began === '' ? 'unknown' : 'dead';
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
