// Lets one process at a time work on something: takes the path of a lock folder, gives a function that frees it.
// Plain JavaScript on Node alone: it is needed before the dependencies are there.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The holder shows every so many milliseconds that it lives. */
const beat = 2_000;
/** A holder that has shown nothing for so many milliseconds is taken for dead, whatever machine it ran on. */
const patience = 30_000;

/**
 * @typedef {object} LockOptions
 * @property {(holder: string) => void} [onWait] called once, when another process holds the lock
 * @property {number} [pollEvery] milliseconds between two looks; default 250
 */

/**
 * Takes the lock, waiting for as long as a living process holds it. The lock of a process that died is taken over at
 * once where it ran on this machine, and after half a minute where nobody can tell.
 *
 * @param {string} folder absolute path; its parent is made when missing
 * @param {LockOptions} [options]
 * @returns {Promise<() => Promise<void>>} frees the lock
 */
export async function lockFolder(folder, { onWait, pollEvery = 250 } = {}) {
  await mkdir(dirname(folder), { recursive: true });
  const token = randomUUID();
  for (let waited = false; !(await take(folder, token)); ) {
    const holder = readHolder(folder);
    if (await isDead(folder, holder)) {
      await breakLock(folder, holder?.token);
    } else {
      if (!waited && holder) {
        onWait?.(`process ${holder.pid} on ${holder.host}`);
        waited = true;
      }
      await sleep(pollEvery);
    }
  }
  return keep(folder, token);
}

/**
 * The folder is filled beside its place and renamed there, so that a lock never is seen without its holder. Renaming
 * onto a folder that holds a file fails, on every POSIX system.
 * @param {string} folder @param {string} token
 */
async function take(folder, token) {
  const own = besideOf(folder);
  await mkdir(own);
  try {
    await writeFile(join(own, 'holder.json'), JSON.stringify({ token, pid: process.pid, host: hostname() }));
    await rename(own, folder);
    return true;
  } catch (fault) {
    await rm(own, { recursive: true, force: true });
    const { code } = /** @type {NodeJS.ErrnoException} */ (fault);
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw fault;
  }
}

/**
 * @param {string} folder @param {string} token
 */
function keep(folder, token) {
  const timer = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(folder, now, now);
    } catch {
      // The next reader decides; a lock that was broken is no longer ours to keep.
    }
  }, beat);
  timer.unref();
  // A folder that is being emptied looks free for a moment, so it is moved away first.
  const aside = besideOf(folder);
  const freeAtExit = () => {
    if (readHolder(folder)?.token !== token) return;
    try {
      renameSync(folder, aside);
      rmSync(aside, { recursive: true, force: true });
    } catch {
      // Nothing can be done while the process ends; the next one finds its holder dead.
    }
  };
  process.once('exit', freeAtExit);
  return async () => {
    clearInterval(timer);
    process.removeListener('exit', freeAtExit);
    if (readHolder(folder)?.token === token) await moveAway(folder);
  };
}

/** @param {string} folder */
function besideOf(folder) {
  return join(dirname(folder), `.${basename(folder)}.${randomUUID()}`);
}

/** @param {string} folder */
async function moveAway(folder) {
  const aside = besideOf(folder);
  await rename(folder, aside);
  await rm(aside, { recursive: true, force: true });
}

/**
 * A process that ends cannot wait, and asks too.
 * @param {string} folder
 * @returns {{ token: string, pid: number, host: string } | undefined}
 */
function readHolder(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A lock whose holder cannot be read is dead when it has shown nothing for long.
 * @param {string} folder @param {{ pid: number, host: string } | undefined} holder
 */
async function isDead(folder, holder) {
  const seen = await stat(folder).catch(() => undefined);
  if (seen === undefined) return false;
  if (Date.now() - seen.mtimeMs > patience) return true;
  if (holder?.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (fault) {
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'ESRCH';
  }
}

/**
 * Two waiting processes may both find the holder dead; the second must not break the lock that the first has taken. So
 * one at a time looks again and breaks; nobody else changes the lock of a dead holder.
 * @param {string} folder @param {string | undefined} deadToken
 */
async function breakLock(folder, deadToken) {
  const breaking = `${folder}.breaking`;
  try {
    await mkdir(breaking);
  } catch {
    const since = await stat(breaking).catch(() => undefined);
    if (since && Date.now() - since.mtimeMs > patience) await rmdir(breaking).catch(() => {});
    await sleep(5);
    return;
  }
  try {
    if (readHolder(folder)?.token === deadToken) await moveAway(folder).catch(() => {});
  } finally {
    await rmdir(breaking).catch(() => {});
  }
}
