// Looks at the lock of a tree without taking it: takes the folder of the tree, gives who holds it.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import { describeHolder, type Holder, isDead, readHolder } from './lock-holder.js';
import { repositoryOf, stateFolderOf, type TreeOptions } from './state.js';

/** The name of the one entry of a lock that nobody holds. */
export const free = 'free';

export interface SeenLock {
  /** Absolute path of the entry that says who holds it. */
  readonly file: string;
  /** Nothing where somebody else than a run put the entry there. */
  readonly holder: Holder | undefined;
  readonly state: 'lives' | 'dead' | 'unknown' | 'gone';
}

export interface HeldLock {
  /** A process and its machine, for a sentence. */
  readonly holder: string;
  /** Whether this machine can tell that it lives. */
  readonly isKnown: boolean;
  /** What to do about it. */
  readonly hint: string;
}

/** Nothing where nobody holds the lock, or one that is dead, which the next run takes over. Writes nothing. */
export async function findHeldLock(folder: string, options: TreeOptions): Promise<HeldLock | undefined> {
  const lock = await lockOf(folder, options);
  const entry = entryOf(lock);
  if (entry === undefined || entry === free) return undefined;
  const { holder, state, file } = await stateOf(lock, entry, options.env);
  if (state === 'gone' || state === 'dead') return undefined;
  const isKnown = state === 'lives';
  return {
    holder: describeHolder(holder),
    isKnown,
    hint: isKnown ? 'wait until it ends' : hintOfLock(file),
  };
}

/** @param file of a lock of which this machine cannot tell whether its holder lives */
export function hintOfLock(file: string): string {
  return `wait until it ends; if it is gone: rm -- ${quoteForShell(file)}`;
}

/** Absolute path of the folder that is the lock; it need not be there. */
export async function lockOf(folder: string, options: TreeOptions): Promise<string> {
  return join(stateFolderOf(folder, await repositoryOf(folder, options)), 'lock');
}

/** While an entry is being renamed, none or two may show: then the next look tells. */
export function entryOf(lock: string): string | undefined {
  try {
    return readdirSync(lock)[0];
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

export async function stateOf(lock: string, entry: string, env: TreeOptions['env']): Promise<SeenLock> {
  const file = join(lock, entry);
  const holder = readHolder(entry);
  const since = statSync(file, { throwIfNoEntry: false })?.ctimeMs;
  if (since === undefined) return { file, holder, state: 'gone' };
  return { file, holder, state: holder ? await isDead(holder, since, env) : 'unknown' };
}
