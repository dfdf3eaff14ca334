import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type WatchedFiles, watchFiles } from './watch-files.js';

let folder: string;
let watched: WatchedFiles;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'watch-files-')));
});
afterEach(async () => {
  await watched.close();
  await rm(folder, { recursive: true, force: true });
});

test('changes that come at once are one, and one that comes meanwhile is kept', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'not yet')];
  await writeFile(one, '1');
  watched = watchFiles([one]);
  watched.add([other]);
  await setTimeout(300);
  for (const text of ['2', '3', '4']) await writeFile(one, text);
  await watched.next();
  await writeFile(other, 'there now');
  await setTimeout(300);
  await watched.next();
  const more = watched.next().then(() => 'more');
  expect(await Promise.race([more, setTimeout(300, 'no more')])).toBe('no more');
});

test('what the system refuses to watch is an error with a code', async () => {
  watched = watchFiles([join(folder, 'x'.repeat(300))]);
  await expect(watched.next()).rejects.toMatchObject({
    code: 'WATCH_FAILED',
    message: expect.stringContaining('ENAMETOOLONG'),
    hint: expect.stringContaining('flake-lattice generate'),
  });
});
