import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeHolder, ownHolder, readHolder, renderHolder } from './lock-holder.js';
import { withRunLock } from './run-lock.js';
import { stateFolderOf } from './state.js';

const env = { PATH: '/usr/bin:/bin' };
let root: string;
let folder: string;
let lock: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'run-lock-')));
  folder = join(root, 'generated');
  lock = join(stateFolderOf(folder, undefined), 'lock');
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** As a process leaves the lock that was killed while it held it. */
function leave(entry: string): void {
  rmSync(lock, { recursive: true, force: true });
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, entry), '');
}

async function otherProcess(): Promise<ChildProcess & { pid: number }> {
  const child = spawn('sleep', ['60']) as ChildProcess & { pid: number };
  await once(child, 'spawn');
  return child;
}

function beginOf(pid: number): string {
  return readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')[19] as string;
}

test('one body runs at a time, and the lock is free afterwards, whatever became of it', async () => {
  let running = 0;
  let most = 0;
  const waits: string[] = [];
  const body = async () => {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(20);
    running -= 1;
    return running;
  };
  const onWait = (holder: string) => waits.push(holder);
  const all = Array.from({ length: 5 }, () => withRunLock(folder, { env, onWait }, body));
  expect(await Promise.all(all)).toEqual([0, 0, 0, 0, 0]);
  expect(most).toBe(1);
  expect(waits[0]).toMatch(new RegExp(`^process ${process.pid} on \\S`));
  await expect(withRunLock(folder, { env }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(lock)).toEqual(['free']);
  expect(readdirSync(dirname(lock))).toEqual(['lock']);
});

test('a holder that lives is waited for, and one that dies is taken over at once', async () => {
  const child = await otherProcess();
  leave(renderHolder({ ...(await ownHolder(env)), pid: child.pid, began: beginOf(child.pid) }, 'x'));
  const waits: string[] = [];
  let isIn = false;
  const run = withRunLock(folder, { env, onWait: (holder) => waits.push(holder), patience: 0 }, async () => {
    isIn = true;
  });
  await setTimeout(300);
  expect({ isIn, waits }).toEqual({
    isIn: false,
    waits: [expect.stringContaining(`process ${child.pid} on `)],
  });
  child.kill('SIGKILL');
  await run;
  expect(isIn).toBe(true);
});

test('a number that was given to another process since is no sign of life', async () => {
  const child = await otherProcess();
  leave(renderHolder({ ...(await ownHolder(env)), pid: child.pid, began: '1' }, 'x'));
  expect(await withRunLock(folder, { env }, async () => 'in')).toBe('in');
  child.kill('SIGKILL');
});

test('of many that see a dead holder one takes over at a time', async () => {
  const own = await ownHolder(env);
  for (let round = 0; round < 20; round += 1) {
    leave(renderHolder({ ...own, pid: 2 ** 22 + 1, began: '1' }, `round-${round}`));
    let running = 0;
    const body = async () => {
      running += 1;
      await setTimeout(1);
      expect(running).toBe(1);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 4 }, () => withRunLock(folder, { env }, body)));
  }
});

test('a holder of another machine is named, and refused after a while', async () => {
  const entry = renderHolder({ pid: 7, began: '1', boot: 'b', host: 'far-away pid:[1]' }, 'x');
  leave(entry);
  const waits: string[] = [];
  const onWait = (holder: string) => waits.push(holder);
  await expect(withRunLock(folder, { env, onWait, patience: 100 }, async () => 0)).rejects.toMatchObject({
    code: 'RUN_LOCKED',
    message: expect.stringContaining('process 7 on far-away'),
    hint: expect.stringContaining(join(lock, entry)),
  });
  expect(waits).toEqual(['process 7 on far-away']);
  rmSync(join(lock, entry));
  expect(await withRunLock(folder, { env }, async () => 'in')).toBe('in');
});

test('a holder from before this machine was started is dead, unless it took the lock since', async () => {
  const entry = renderHolder({ ...(await ownHolder(env)), boot: 'another' }, 'x');
  leave(entry);
  await expect(withRunLock(folder, { env, patience: 0 }, async () => 0)).rejects.toMatchObject({
    code: 'RUN_LOCKED',
  });
});

test('what somebody else put there is not taken for a run that died', async () => {
  leave('notes.txt');
  await expect(withRunLock(folder, { env, patience: 0 }, async () => 0)).rejects.toMatchObject({
    code: 'RUN_LOCKED',
  });
  renameSync(join(lock, 'notes.txt'), join(root, 'notes.txt'));
  expect(await withRunLock(folder, { env }, async () => 'in')).toBe('in');
});

test('a holder comes back from its file name', async () => {
  const own = await ownHolder(env);
  expect(readHolder(renderHolder(own, 'token'))).toEqual(own);
  const odd = { pid: 1, began: 'Mon,1', boot: '', host: 'ho/st,% x' };
  expect(readHolder(renderHolder(odd, 'token'))).toEqual(odd);
  const name = renderHolder({ ...odd, host: 'ü'.repeat(300) }, '0'.repeat(36));
  expect(Buffer.byteLength(name)).toBeLessThan(255);
  expect(readHolder('%,,,,')).toBeUndefined();
  expect(describeHolder(undefined)).toBe('an unknown process');
});
