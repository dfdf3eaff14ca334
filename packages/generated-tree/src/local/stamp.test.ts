import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { manifestPath } from '../manifest/manifest.js';
import { env, makeTree, type TestedTree } from '../tree/tree.fixture.js';
import { readStamp, verifyTree, writeStamp } from './stamp.js';

let tree: TestedTree;
const plan = { 'flake.nix': 'hub\n', 'a/flake.nix': 'a\n', 'a/long.lock': 'x'.repeat(3_000_000) };

beforeEach(async () => {
  tree = await makeTree();
  await tree.apply(plan);
});

afterEach(() => tree.remove());

const holds = () => verifyTree(tree.folder, { env });

test('a stamp holds as long as the manifest is the one of its time', async () => {
  expect(await readStamp(tree.folder, { env })).toBeUndefined();
  await writeStamp(tree.folder, 'key', { env });
  expect(await readStamp(tree.folder, { env })).toBe('key');
  await tree.write('.lattice/run/journal-1.json', '{}');
  expect(await readStamp(tree.folder, { env })).toBeUndefined();
  await rm(join(tree.folder, '.lattice/run'), { recursive: true });
  await tree.apply({ ...plan, 'flake.nix': 'HUB\n' });
  expect(await readStamp(tree.folder, { env })).toBeUndefined();
  expect(await tree.git('status', '--short', '--ignored')).not.toContain('stamp');
  await expect(writeStamp(tree.folder, 'a\nb', { env })).rejects.toThrow(/one line/);
});

test('a tree holds when each file is as generated, or as a person keeps it, and git knows it', async () => {
  expect(await holds()).toBe(true);
  await tree.write('a/flake.nix', 'edited\n');
  expect(await holds()).toBe(false);
  await tree.apply(plan, 'keep');
  expect(await holds()).toBe(true);
  await tree.write('user', 'x');
  expect(await holds()).toBe(true);
  await tree.git('rm', '-q', '--cached', 'generated/flake.nix');
  expect(await holds()).toBe(false);
  await tree.apply(plan);
  await rm(join(tree.folder, 'flake.nix'));
  expect(await holds()).toBe(false);
  await symlink('a/flake.nix', join(tree.folder, 'flake.nix'));
  expect(await holds()).toBe(false);
});

test('a tree without a manifest does not hold', async () => {
  await rm(join(tree.folder, manifestPath));
  expect(await holds()).toBe(false);
});
