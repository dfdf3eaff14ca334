// Lets one run at a time work on a tree: takes its folder and what to do, gives what that gives.
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CodedError } from '@flake-lattice/errors';
import { codeFileFault } from '../file-fault.js';
import { describeHolder, ownHolder, renderHolder } from './lock-holder.js';
import { entryOf, free, hintOfLock, lockOf, type SeenLock, stateOf } from './look-at-lock.js';
import type { TreeOptions } from './state.js';

export interface RunLockOptions extends TreeOptions {
  /** Called once for each other run that is waited for, with who it is. */
  readonly onWait?: (holder: string) => void;
  /** Milliseconds that a holder gets of whom this machine cannot tell whether it lives. Default 30,000. */
  readonly patience?: number;
}

/** Milliseconds between two looks. */
const pause = 50;

/**
 * A lock is a folder with one entry, whose name says who holds it. Taking, freeing and taking over rename that entry:
 * of several that see the same entry just one succeeds, and a run that is killed leaves no state in between. The lock
 * of a run that died is taken over at once; one that lives is waited for.
 *
 * @param folder absolute path of the tree
 * @throws CodedError RUN_LOCKED where a run of another machine holds it, OUTPUT_NOT_WRITABLE, OUTPUT_IS_FILE; and whatever
 * `body` throws
 */
export async function withRunLock<Result>(
  folder: string,
  options: RunLockOptions,
  body: () => Promise<Result>,
): Promise<Result> {
  const lock = await lockOf(folder, options);
  const own = renderHolder(await ownHolder(options.env), randomUUID());
  await take(lock, own, options);
  try {
    return await body();
  } finally {
    rename(join(lock, own), join(lock, free));
  }
}

async function take(
  lock: string,
  own: string,
  { env, onWait, patience = 30_000 }: RunLockOptions,
): Promise<void> {
  const waitedFor = new Map<string, number>();
  for (;;) {
    const entry = entryOf(lock);
    if (entry === undefined) {
      make(lock);
      continue;
    }
    if (entry === free) {
      if (rename(join(lock, free), join(lock, own))) return;
      continue;
    }
    const { holder, state, file } = await stateOf(lock, entry, env);
    if (state === 'gone') continue;
    if (state === 'dead') {
      if (rename(join(lock, entry), join(lock, own))) return;
      continue;
    }
    const waited = waitedFor.get(entry);
    if (waited === undefined) onWait?.(describeHolder(holder));
    if (state === 'unknown' && (waited ?? 0) >= patience) throw locked({ holder, file });
    waitedFor.set(entry, (waited ?? 0) + pause);
    await setTimeout(pause);
  }
}

/** Renaming onto a folder that holds something fails, so of several that make the lock the first one does. */
function make(lock: string): void {
  const own = `${lock}.${randomUUID()}`;
  try {
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, free), '');
  } catch (fault) {
    throw codeFileFault(fault, own);
  }
  if (!rename(own, lock)) rmSync(own, { recursive: true });
}

/** Whether the entry was still there, and its new place empty. */
function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw codeFileFault(fault, to);
  }
}

function locked({ holder, file }: Pick<SeenLock, 'holder' | 'file'>): CodedError {
  return new CodedError({
    code: 'RUN_LOCKED',
    message: `\`${describeHolder(holder)}\` works on this tree, and this machine cannot tell whether it lives`,
    hint: hintOfLock(file),
    place: { file },
  });
}
