import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findMergeBase, findRevision, readFileAt } from './revisions.js';

const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
let root: string;
let shallow: string;

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

const commit = async (text: string) => {
  await writeFile(join(root, 'file'), text);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', `--message=${text}`);
};

beforeAll(async () => {
  const base = await mkdtemp(join(await realpath(tmpdir()), 'revisions-'));
  root = join(base, 'whole');
  shallow = join(base, 'shallow');
  git(base, 'init', '--quiet', '--initial-branch=main', root);
  await commit('one');
  git(root, 'switch', '--quiet', '--create', 'branch');
  await commit('two');
  git(root, 'switch', '--quiet', 'main');
  await commit('three');
  git(base, 'clone', '--quiet', '--depth=1', `file://${root}`, shallow);
});

afterAll(() => rm(join(root, '..'), { recursive: true, force: true }));

describe('findRevision', () => {
  test('gives the commit of a branch, a tag of it, or an ancestor', async () => {
    git(root, 'tag', '--annotate', '--message=A tag', 'v1', 'branch');
    const branch = git(root, 'rev-parse', 'branch');
    expect(await findRevision('branch', { root, env })).toEqual({ name: 'branch', commit: branch });
    expect((await findRevision('v1', { root, env })).commit).toBe(branch);
    expect((await findRevision('main~1', { root, env })).commit).toBe(git(root, 'rev-parse', 'branch~1'));
  });

  test.each(['no-such', '--all', '-x', '', 'main:file', 'a b', '$(touch x)'])('refuses %j', async (name) => {
    await expect(findRevision(name, { root, env })).rejects.toMatchObject({
      code: 'REVISION_UNKNOWN',
      message: expect.stringContaining(`\`${name}\``),
    });
  });

  test('a shallow clone says how to fetch what it lacks', async () => {
    await expect(findRevision('HEAD~1', { root: shallow, env })).rejects.toMatchObject({
      code: 'REVISION_NOT_FETCHED',
      hint: expect.stringContaining('git fetch --unshallow'),
    });
    await expect(findRevision('origin/branch', { root: shallow, env })).rejects.toMatchObject({
      hint: expect.stringContaining('git fetch --depth=1 origin branch'),
    });
  });
});

test('findMergeBase gives where two revisions part', async () => {
  const at = { root, env };
  const [main, branch] = [await findRevision('main', at), await findRevision('branch', at)];
  const common = await findRevision('branch~1', at);
  expect(await findMergeBase(branch, main, at)).toEqual({ name: 'branch', commit: common.commit });
});

test('readFileAt gives the text of then', async () => {
  const at = { root, env };
  const branch = await findRevision('branch', at);
  expect(await readFileAt(branch, 'file', at)).toBe('two');
  expect(await readFileAt(branch, 'no-file', at)).toBeUndefined();
});
