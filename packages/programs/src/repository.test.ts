import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readRepository } from './repository.js';
import { runProgram } from './run-program.js';

const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' };
let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'repository [1] *-')));
});

afterEach(() => rm(root, { recursive: true }));

const git = (...args: string[]) => runProgram('git', args, { cwd: root, env });

async function repositoryWith(files: readonly string[]) {
  await git('init', '--quiet');
  await writeFile(join(root, '.gitignore'), 'target/\n');
  await mkdir(join(root, 'target'));
  for (const file of files) await writeFile(join(root, file), 'x');
  return readRepository(join(root, 'target'), { env });
}

describe('readRepository', () => {
  test('finds nothing outside git', async () => {
    expect(await readRepository(root, { env })).toBeUndefined();
  });

  test('makes files known without their contents, ignored ones and odd names too', async () => {
    const names = ['target/a', 'plain', ':(glob)*', '-n', 'ä\nö'];
    const repository = await repositoryWith(names);
    const files = names.map((name) => join(root, name));
    expect(repository?.root).toBe(root);
    expect(await repository?.listUntracked(files)).toEqual(files);
    expect(await repository?.listIgnored(files)).toEqual([join(root, 'target/a')]);
    await repository?.addIntentToAdd(files);
    expect(await repository?.listUntracked(files)).toEqual([]);
    expect((await git('diff', '--cached', '--name-only')).stdout).toBe('');
    expect((await git('ls-files', '-z')).stdout.split('\0').filter(Boolean).sort()).toEqual(
      [...names].sort(),
    );
  });

  test('waits for another git that holds the index', async () => {
    const repository = await repositoryWith(['plain']);
    await writeFile(join(root, '.git/index.lock'), '');
    const added = repository?.addIntentToAdd([join(root, 'plain')]);
    await setTimeout(200);
    await rm(join(root, '.git/index.lock'));
    await added;
    expect((await git('ls-files')).stdout).toBe('plain\n');
  });

  test('a repository of another user is no missing one', async () => {
    await git('init', '--quiet');
    const other = { ...env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', LANG: 'de_DE.UTF-8' };
    await expect(readRepository(root, { env: other })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      hint: expect.stringContaining('safe.directory'),
    });
  });

  test('a file that cannot be added is a coded error', async () => {
    const repository = await repositoryWith([]);
    await expect(repository?.addIntentToAdd([join(root, 'absent')])).rejects.toMatchObject({
      code: 'GIT_FAILED',
    });
  });
});
