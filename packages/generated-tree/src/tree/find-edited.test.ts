import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findEdited } from './find-edited.js';
import { makeTree, type TestedTree } from './tree.fixture.js';

let tree: TestedTree;

beforeEach(async () => {
  tree = await makeTree();
});
afterEach(() => tree.remove());

test('what a person made of a file is found, kept or not, and what is gone is not', async () => {
  const texts = { 'a.nix': 'a\n', 'b.nix': 'b\n', 'c.nix': 'c\n', 'd.nix': 'd\n', 'e.nix': 'e\n' };
  await tree.apply(texts);
  expect(findEdited(tree.folder)).toEqual([]);
  await tree.write('b.nix', 'mine\n');
  await tree.apply(texts, 'keep');
  await tree.write('a.nix', 'mine too\n');
  await rm(join(tree.folder, 'c.nix'));
  await rm(join(tree.folder, 'd.nix'));
  await mkdir(join(tree.folder, 'd.nix'));
  expect(findEdited(tree.folder)).toEqual(['a.nix', 'b.nix', 'd.nix']);
});

test('a folder that no run wrote holds nothing', () => {
  expect(findEdited(join(tree.root, 'nowhere'))).toEqual([]);
});
