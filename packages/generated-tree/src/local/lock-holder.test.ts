import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { isDead, ownHolder } from './lock-holder.js';
import { beginOf } from './process-begin.js';

const env = { PATH: '/usr/bin:/bin' };

test('this process lives, and an earlier one that had its number is dead', async () => {
  const own = await ownHolder(env);
  expect(await isDead(own, Date.now(), env)).toBe('lives');
  expect(await isDead({ ...own, began: '1' }, Date.now(), env)).toBe('dead');
});

test('what ps tells is the same in every zone and language', async () => {
  const odd = { ...env, TZ: 'Asia/Tokyo', LC_TIME: 'de_DE.UTF-8' };
  const told = await beginOf(process.pid, env, 'darwin');
  expect(told).toMatch(/^\w{3}-\w{3}-\d+-[\d:]+-\d{4}$/);
  expect(await beginOf(process.pid, odd, 'darwin')).toBe(told);
  expect(await beginOf(process.pid, { ...env, TZ: 'America/New_York' }, 'darwin')).toBe(told);
});

test('a process that is there, and of which nothing is told, is unknown; one that is gone is dead', async () => {
  const untold = { PATH: '/nowhere' };
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const holder = { ...(await ownHolder(env)), pid: child.pid as number, began: 'Mon-Jan-1-00:00:00-2024' };
  expect(await isDead(holder, Date.now(), untold, 'darwin')).toBe('unknown');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isDead(holder, Date.now(), untold, 'darwin')).toBe('dead');
});
