import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lockFolder } from './folder-lock.mjs';

const newLock = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'below', 'x.lock');

function leaveBehind(lock: string, holder: { token: string; pid: number; host: string }) {
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, 'holder.json'), JSON.stringify(holder));
}

test('one at a time, the second when the first is done', async () => {
  const lock = newLock();
  const seen: string[] = [];
  const free = await lockFolder(lock);
  let second: ReturnType<typeof lockFolder> | undefined;
  await new Promise<void>((waits) => {
    const onWait = (holder: string) => {
      seen.push(`waits for ${holder}`);
      waits();
    };
    second = lockFolder(lock, { pollEvery: 10, onWait });
  });
  seen.push('first done');
  await free();
  await (await second)?.();
  expect(seen).toEqual([`waits for process ${process.pid} on ${hostname()}`, 'first done']);
  expect(existsSync(lock)).toBe(false);
});

test('many processes exclude one another', async () => {
  const lock = newLock();
  mkdirSync(join(lock, '..'), { recursive: true });
  const counter = join(lock, '..', 'counter');
  writeFileSync(counter, '0');
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { lockFolder } from ${JSON.stringify(new URL('folder-lock.mjs', import.meta.url).href)};
    for (let n = 0; n < 5; n++) {
      const free = await lockFolder(${JSON.stringify(lock)}, { pollEvery: 5 });
      const before = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 3));
      writeFileSync(${JSON.stringify(counter)}, String(before + 1));
      await free();
    }`;
  const run = () =>
    new Promise((resolve) =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }).on(
        'close',
        resolve,
      ),
    );
  expect(await Promise.all([run(), run(), run(), run()])).toEqual([0, 0, 0, 0]);
  expect(readFileSync(counter, 'utf8')).toBe('20');
});

test('many processes that find a dead holder exclude one another too', async () => {
  const lock = newLock();
  const { pid } = spawnSync('true');
  leaveBehind(lock, { token: 'dead', pid, host: hostname() });
  const held: string[] = [];
  const work = async (name: string) => {
    const free = await lockFolder(lock, { pollEvery: 1 });
    held.push(`${name} in`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    held.push(`${name} out`);
    await free();
  };
  await Promise.all([...'abcdefgh'].map(work));
  for (let index = 0; index < held.length; index += 2)
    expect(held[index + 1]).toBe(held[index]?.replace('in', 'out'));
});

test('the lock of a process that died is taken over at once', async () => {
  const lock = newLock();
  const { pid } = spawnSync('true');
  leaveBehind(lock, { token: 'dead', pid, host: hostname() });
  await (await lockFolder(lock, { onWait: () => expect('no waiting').toBe('waiting') }))();
});

test('the lock of another machine is taken over when it has shown nothing for long', async () => {
  const lock = newLock();
  leaveBehind(lock, { token: 'elsewhere', pid: process.pid, host: 'another-machine' });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  await (await lockFolder(lock))();
});

test('a process that ends leaves the lock of another one', () => {
  const lock = newLock();
  const script = `
    import { writeFileSync } from 'node:fs';
    import { lockFolder } from ${JSON.stringify(new URL('folder-lock.mjs', import.meta.url).href)};
    await lockFolder(${JSON.stringify(lock)});
    if (process.argv[1]) writeFileSync(${JSON.stringify(join(lock, 'holder.json'))}, process.argv[1]);`;
  const run = (holder: string) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script, holder]).status;
  expect([run(''), existsSync(lock)]).toEqual([0, false]);
  const other = JSON.stringify({ token: 'another', pid: process.pid, host: hostname() });
  expect([run(other), existsSync(lock)]).toEqual([0, true]);
  expect(readFileSync(join(lock, 'holder.json'), 'utf8')).toBe(other);
});
