import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Repository, readRepository } from './repository.js';
import { runProgram } from './run-program.js';

const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' };
const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
let root: string;
let repository: Repository;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'history [1] *-')));
  await git('init', '--quiet', '--initial-branch=main');
  await mkdir(join(root, 'a *'));
  repository = (await readRepository(root, { env })) as Repository;
});

afterEach(() => rm(root, { recursive: true }));

const git = async (...args: string[]) =>
  (await runProgram('git', [...who, ...args], { cwd: root, env })).stdout.trim();

async function commit(path: string, contents: string | Uint8Array): Promise<string> {
  await writeFile(join(root, path), contents);
  await git('add', '.');
  await git('commit', '-qm', path);
  return git('rev-parse', 'HEAD');
}

describe('the history of a repository', () => {
  test('is empty before the first commit', async () => {
    expect(await repository.history.listMerges()).toEqual([]);
    expect(await repository.history.listFiles('HEAD', 'a *')).toEqual(new Map());
    expect(await repository.history.listVersions('a */f')).toEqual([]);
    expect(await repository.history.readBlobs([])).toEqual(new Map());
  });

  test('gives each version of a file, byte for byte', async () => {
    const binary = Uint8Array.of(0, 255, 10, 10);
    await commit('a */ü\n', 'one');
    await commit('a */ü\n', binary);
    const [newest, ...older] = await repository.history.listVersions('a */ü\n');
    expect(older).toHaveLength(1);
    const blobs = await repository.history.readBlobs([newest as string, '0'.repeat(40), ...older]);
    expect([...blobs.values()].map((blob) => blob.toString('hex'))).toEqual(['00ff0a0a', '6f6e65']);
    expect(await repository.history.listFiles('HEAD', 'a *')).toEqual(new Map([['ü\n', newest]]));
    expect(await repository.history.resolve(['HEAD:a *', 'HEAD:none', 'no such'])).toEqual([
      await git('rev-parse', 'HEAD:a *'),
      undefined,
      undefined,
    ]);
  });

  test('tells of a merge under way and after it, with what git left unmerged', async () => {
    const base = await commit('a */f', 'base\n');
    const ours = await commit('a */f', 'ours\n');
    await git('checkout', '-qb', 'other', base);
    const theirs = await commit('a */f', 'theirs\n');
    await git('checkout', '-q', 'main');
    await git('merge', 'other');
    expect(await repository.history.listMerges()).toContainEqual({ ours, theirs, base });
    const unmerged = (await repository.history.listUnmerged('a *')).get('f');
    const blobs = await repository.history.readBlobs(
      [unmerged?.base, unmerged?.ours, unmerged?.theirs].map((name) => name ?? ''),
    );
    expect([...blobs.values()].map(String)).toEqual(['base\n', 'ours\n', 'theirs\n']);
    await commit('a */f', 'merged\n');
    expect(await repository.history.listMerges()).toContainEqual({ ours, theirs, base });
    expect(await repository.history.listUnmerged('a *')).toEqual(new Map());
  });

  test('merges texts as git merges files', async () => {
    const texts = (ours: string, base: string, theirs: string) => ({
      ours: Buffer.from(ours),
      base: Buffer.from(base),
      theirs: Buffer.from(theirs),
    });
    const { mergeTexts } = repository.history;
    const clean = await mergeTexts(texts('A\nb\nc\n', 'a\nb\nc\n', 'a\nb\nC\n'), {});
    expect({ ...clean, text: clean.text.toString() }).toEqual({ text: 'A\nb\nC\n', isClean: true });
    const conflict = await mergeTexts(texts('A\n', 'a\n', 'B\n'), { markSize: 9 });
    expect(conflict.isClean).toBe(false);
    expect(conflict.text.toString()).toMatch(/^<{9} .*\nA\n={9}\nB\n>{9} /);
    expect((await mergeTexts(texts('A\n', 'a\n', 'B\n'), { favour: 'theirs' })).text.toString()).toBe('B\n');
    await expect(mergeTexts(texts('\0', 'a', 'b'), {})).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });
});

test('what the index holds below a folder, of a folder that is not there too', async () => {
  await commit('a */f', 'x');
  await commit('top', 'x');
  await writeFile(join(root, 'a */unknown'), '');
  expect([...(await repository.listTracked(join(root, 'a *')))].filter(Boolean)).toEqual(['f']);
  expect([...(await repository.listTracked(root))].filter(Boolean)).toEqual(['a */f', 'top']);
  expect([...(await repository.listTracked(join(root, 'none/at all')))].filter(Boolean)).toEqual([]);
  expect(repository.stateFolder).toBe(join(root, '.git/flake-lattice'));
});

test('notes of a work tree of its own lie in its own git directory', async () => {
  await commit('top', 'x');
  await git('worktree', 'add', '-q', 'second');
  const second = await readRepository(join(root, 'second'), { env });
  expect(second?.stateFolder).toBe(join(root, '.git/worktrees/second/flake-lattice'));
});
