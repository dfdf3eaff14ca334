// A plan that is applied: what is written, what goes, what stays the user’s, and what git is told.
import { chmod, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { manifestPath } from '../manifest/manifest.js';
import { makeTree, type TestedTree } from './tree.fixture.js';

let tree: TestedTree;

beforeEach(async () => {
  tree = await makeTree();
});

afterEach(() => tree.remove());

const plan = { 'flake.nix': 'hub\n', 'a/flake.nix': 'a\n', 'a/config.toml': 'x = 1\n', 'b/flake.nix': 'b\n' };

describe('a tree without edits', () => {
  test('is written, recorded line by line, made known to git, and then not touched', async () => {
    expect(await tree.outcomes(plan)).toEqual({
      'flake.nix': 'created',
      'a/flake.nix': 'created',
      'a/config.toml': 'created',
      'b/flake.nix': 'created',
    });
    const known = (await tree.git('ls-files')).trim().split('\n');
    expect(known).toEqual([
      `generated/${manifestPath}`,
      ...Object.keys(plan)
        .sort()
        .map((path) => `generated/${path}`),
    ]);
    expect((await tree.read(manifestPath)).match(/^ {4}"[^"]+": "[0-9a-f]{64}",?$/gm)).toHaveLength(4);
    expect(await readdir(join(tree.folder, '.lattice'))).toEqual(['manifest.json']);
    const before = await tree.git('ls-files', '--debug', '--stage');
    const times = await Promise.all(
      [...Object.keys(plan), manifestPath, '.', '.lattice'].map(
        async (path) => (await stat(join(tree.folder, path))).mtimeMs,
      ),
    );
    expect(await tree.outcomes(Object.fromEntries(Object.entries(plan).reverse()))).toEqual({});
    expect(
      await Promise.all(
        [...Object.keys(plan), manifestPath, '.', '.lattice'].map(
          async (path) => (await stat(join(tree.folder, path))).mtimeMs,
        ),
      ),
    ).toEqual(times);
    expect(await tree.git('ls-files', '--debug', '--stage')).toBe(before);
    expect(await tree.compare(plan)).toMatchObject({ manifest: 'unchanged', isInterrupted: false });
  });

  test('follows the plan: what changed is replaced, what is missing comes back, what is not planned goes', async () => {
    await tree.apply(plan);
    await chmod(join(tree.folder, 'flake.nix'), 0o755);
    await rm(join(tree.folder, 'a/config.toml'));
    const { 'b/flake.nix': _, ...less } = plan;
    const next = { ...less, 'flake.nix': 'hub of one\n' };
    expect(await tree.states(next)).toEqual({
      'flake.nix': 'stale',
      'a/config.toml': 'missing',
      'b/flake.nix': 'orphaned',
    });
    expect(await tree.outcomes(next)).toEqual({
      'flake.nix': 'changed',
      'a/config.toml': 'created',
      'b/flake.nix': 'removed',
    });
    expect((await readdir(tree.folder)).sort()).toEqual(['.lattice', 'a', 'flake.nix']);
    expect((await stat(join(tree.folder, 'flake.nix'))).mode & 0o777).toBe(0o755);
    expect(await tree.states(next)).toEqual({});
  });

  test('a folder of a file that goes stays where something of the user lies in it', async () => {
    await tree.apply(plan);
    await tree.write('b/notes.md', 'mine');
    await tree.apply({ 'flake.nix': 'hub\n' });
    expect((await readdir(tree.folder)).sort()).toEqual(['.lattice', 'b', 'flake.nix']);
    expect(await readdir(join(tree.folder, 'b'))).toEqual(['notes.md']);
    expect(await tree.git('ls-files', '--others')).toBe('generated/b/notes.md\n');
  });

  test('a file may become a folder, and a folder a file', async () => {
    await tree.apply({ one: '1', 'two/below/it': '2' });
    expect(await tree.outcomes({ 'one/below': '1', two: '2' })).toEqual({
      one: 'removed',
      'one/below': 'created',
      two: 'created',
      'two/below/it': 'removed',
    });
    expect(await tree.read('one/below')).toBe('1');
    expect(await tree.states({ 'one/below': '1', two: '2' })).toEqual({});
  });

  test('what is right already is taken over, whether the record knew it or not', async () => {
    await tree.write('a/flake.nix', 'a\n');
    await utimes(join(tree.folder, 'a/flake.nix'), 1000, 1000);
    expect(await tree.states(plan)).toMatchObject({ 'a/flake.nix': 'untracked' });
    await tree.apply(plan);
    expect((await stat(join(tree.folder, 'a/flake.nix'))).mtimeMs).toBe(1_000_000);
    await rm(join(tree.folder, manifestPath));
    expect((await tree.compare(plan)).manifest).toBe('missing');
    expect(await tree.outcomes(plan)).toEqual({});
    expect((await tree.compare(plan)).manifest).toBe('unchanged');
  });

  test('what a run is not about is neither compared nor removed, and stays known', async () => {
    await tree.apply(plan);
    const only = (path: string) => path.startsWith('a/');
    await tree.write('b/flake.nix', 'edited\n');
    expect(await tree.outcomes({ 'a/flake.nix': 'A\n' }, 'overwrite', { only })).toEqual({
      'a/flake.nix': 'changed',
      'a/config.toml': 'removed',
    });
    expect(await tree.states(plan)).toEqual({
      'a/flake.nix': 'stale',
      'a/config.toml': 'missing',
      'b/flake.nix': 'edited',
    });
  });

  test('a folder of the user’s is neither compared nor removed, and forgotten', async () => {
    await tree.apply(plan);
    const { 'b/flake.nix': _, ...less } = plan;
    const leave = ['b'];
    expect(await tree.outcomes(less, 'overwrite', { leave })).toEqual({});
    expect(await tree.read(manifestPath)).not.toContain('b/flake.nix');
    expect(await tree.outcomes(less)).toEqual({});
    expect(await tree.read('b/flake.nix')).toBe('b\n');
  });
});

describe('git', () => {
  test('files of the user in the output folder are not made known, however many are new', async () => {
    await tree.write('mine', 'x');
    await tree.write('n7/mine', 'x');
    await tree.write('flake.nix', 'of the user\n');
    await writeFile(join(tree.root, '.gitignore'), 'generated/\n');
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`n${index}/flake.nix`, 'x']));
    const { added } = await tree.apply({ ...many, 'flake.nix': 'hub' });
    expect(added).toHaveLength(151);
    expect((await tree.git('ls-files', 'generated')).trim().split('\n')).toHaveLength(151);
    expect((await tree.git('ls-files', '--others', 'generated')).trim().split('\n')).toEqual([
      'generated/flake.nix',
      'generated/mine',
      'generated/n7/mine',
    ]);
  });

  test('what became unknown is made known again', async () => {
    await tree.apply(plan);
    await tree.git('rm', '-q', '--cached', 'generated/a/flake.nix', `generated/${manifestPath}`);
    expect(await tree.compare(plan)).toMatchObject({ manifest: 'untracked' });
    expect(await tree.states(plan)).toEqual({ 'a/flake.nix': 'untracked' });
    expect((await tree.apply(plan)).added).toHaveLength(2);
    expect(await tree.states(plan)).toEqual({});
  });

  test('outside of git all goes on, within the folder', async () => {
    await tree.remove();
    tree = await makeTree({ git: false });
    await tree.apply(plan);
    await tree.write('flake.nix', 'hub\nmine\n');
    expect(await tree.outcomes({ ...plan, 'flake.nix': 'the hub\nhub\n' }, 'merge')).toEqual({
      'flake.nix': 'merged',
    });
    expect(await tree.read('flake.nix')).toBe('the hub\nhub\nmine\n');
  });
});

test('a plan that breaks its contract is the programmer’s mistake', async () => {
  const broken = [
    '../x',
    '/x',
    'a//b',
    'a/./b',
    '.git/config',
    'a/.GIT/x',
    '',
    'a\0b',
    manifestPath,
    '.lattice/run/x',
  ];
  for (const path of broken) await expect(tree.apply({ [path]: '' })).rejects.toThrow(/no path of a tree/);
  await expect(tree.apply({ a: '', 'a/b': '' })).rejects.toThrow(/file and folder/);
  await expect(tree.apply({ 'a/b': '' }, 'leave', { leave: ['a'] })).rejects.toThrow(/of the user/);
  await expect(tree.apply({}, 'leave', { folder: tree.root })).rejects.toThrow(/in the project/);
  await mkdir(tree.folder);
  expect(await readdir(tree.folder)).toEqual([]);
});
