// What is refused before anything is written, on a real disk.
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { snapshotTree } from '../../../../tools/testing/tree-snapshot.js';
import { manifestPath } from '../manifest/manifest.js';
import { makeTree, type TestedTree } from '../tree/tree.fixture.js';

let tree: TestedTree;

beforeEach(async () => {
  tree = await makeTree();
});

afterEach(() => tree.remove());

const plan = { 'a/flake.nix': 'a\n', 'b/c/flake.nix': 'c\n' };
const at = (...names: string[]) => join(tree.root, ...names);

interface Refusal {
  readonly code: string;
  readonly says: string;
  readonly prepare: () => Promise<unknown>;
}

const refusals: Readonly<Record<string, Refusal>> = {
  'the output folder is a link': {
    code: 'OUTPUT_IS_LINK',
    says: 'generated',
    prepare: async () => {
      await rename(tree.folder, at('elsewhere'));
      await symlink('elsewhere', tree.folder);
    },
  },
  'the output folder is a link that leads nowhere': {
    code: 'OUTPUT_IS_LINK',
    says: 'generated',
    prepare: async () => {
      await rm(tree.folder, { recursive: true });
      await symlink('nowhere', tree.folder);
    },
  },
  'a folder in it is a link': {
    code: 'OUTPUT_IS_LINK',
    says: 'generated/b',
    prepare: async () => {
      await rename(at('generated/b'), at('b'));
      await symlink('../b', at('generated/b'));
    },
  },
  'a file is a link': {
    code: 'OUTPUT_IS_LINK',
    says: 'generated/a/flake.nix',
    prepare: async () => {
      await rename(at('generated/a/flake.nix'), at('target'));
      await symlink('../../target', at('generated/a/flake.nix'));
    },
  },
  'the folder of notes is a link': {
    code: 'OUTPUT_IS_LINK',
    says: 'generated/.lattice',
    prepare: async () => {
      await rename(at('generated/.lattice'), at('notes'));
      await symlink('../notes', at('generated/.lattice'));
    },
  },
  'the manifest is a link': {
    code: 'OUTPUT_IS_LINK',
    says: manifestPath,
    prepare: async () => {
      await rename(at('generated', manifestPath), at('manifest'));
      await symlink('../../manifest', at('generated', manifestPath));
    },
  },
  'the folder of a run is a link': {
    code: 'OUTPUT_IS_LINK',
    says: '.lattice/run',
    prepare: async () => {
      await mkdir(at('run'));
      await writeFile(at('run/0'), 'mine');
      await symlink('../../run', at('generated/.lattice/run'));
    },
  },
  'the output folder is a file': {
    code: 'OUTPUT_IS_FILE',
    says: 'generated',
    prepare: async () => {
      await rm(tree.folder, { recursive: true });
      await writeFile(tree.folder, '');
    },
  },
  'a folder in it is a file of the user’s': {
    code: 'OUTPUT_IS_FILE',
    says: 'generated/b',
    prepare: async () => {
      await rm(at('generated/b'), { recursive: true });
      await writeFile(at('generated/b'), 'mine');
    },
  },
  'a folder is in a file’s place': {
    code: 'OUTPUT_IS_FOLDER',
    says: 'generated/a/flake.nix',
    prepare: async () => {
      await rm(at('generated/a/flake.nix'));
      await mkdir(at('generated/a/flake.nix'));
    },
  },
  'the manifest is no manifest': {
    code: 'MANIFEST_SYNTAX',
    says: manifestPath,
    prepare: () => tree.write(manifestPath, '{}'),
  },
  'the manifest is of a newer version': {
    code: 'MANIFEST_NEWER',
    says: 'version 2',
    prepare: async () =>
      tree.write(manifestPath, (await tree.read(manifestPath)).replace('"version": 1', '"version": 2')),
  },
  'the manifest names a file outside': {
    code: 'MANIFEST_SYNTAX',
    says: '../victim',
    prepare: async () => {
      await writeFile(at('victim'), 'a\n');
      await tree.write(manifestPath, (await tree.read(manifestPath)).replace('a/flake.nix', '../victim'));
    },
  },
};

test.each(Object.entries(refusals))(
  'refused, with nothing written: %s',
  async (_, { code, says, prepare }) => {
    await tree.apply(plan);
    await prepare();
    const before = await snapshotTree(tree.root);
    for (const choice of ['leave', 'keep', 'overwrite', 'merge'] as const) {
      const refused = { code, message: expect.stringContaining(says) };
      await expect(
        tree.apply({ 'a/flake.nix': 'A\n', 'b/c/flake.nix': 'C\n' }, choice),
      ).rejects.toMatchObject(refused);
    }
    await expect(tree.compare(plan)).rejects.toMatchObject({ code });
    expect(await snapshotTree(tree.root)).toEqual(before);
  },
);

test.each([
  ['a name', 'x'.repeat(256), '256 bytes'],
  ['a name of few, long letters', '🦀'.repeat(64), '256 bytes'],
  ['a path', Array.from({ length: 40 }, () => 'y'.repeat(120)).join('/'), 'and 4095 is the most'],
])('refused, with nothing written: %s that no file system takes', async (_, path, says) => {
  const refused = { code: 'PATH_TOO_LONG', message: expect.stringContaining(says) };
  await expect(tree.apply({ ...plan, [`${path}/flake.nix`]: '' })).rejects.toMatchObject(refused);
  expect(Object.keys(await snapshotTree(tree.root))).toEqual([]);
});

test('refused: a pipe in a file’s place, without waiting for what comes through it', async () => {
  await tree.apply(plan);
  await rm(at('generated/a/flake.nix'));
  execFileSync('mkfifo', [at('generated/a/flake.nix')]);
  await expect(tree.apply(plan, 'overwrite')).rejects.toMatchObject({
    code: 'OUTPUT_NOT_OURS',
    message: expect.stringContaining('generated/a/flake.nix'),
  });
  expect(await tree.outcomes({}, 'overwrite')).toEqual({
    'a/flake.nix': 'orphaned-edited',
    'b/c/flake.nix': 'removed',
  });
});

test('a file that is not planned any more and lies behind a link is not touched', async () => {
  await tree.apply({ ...plan, 'd/flake.nix': 'd\n', 'e/flake.nix': 'e\n' });
  await rename(at('generated/d'), at('mine'));
  await symlink('../mine', at('generated/d'));
  await rename(at('generated/e/flake.nix'), at('mine/e'));
  await symlink('../../mine/e', at('generated/e/flake.nix'));
  const before = await snapshotTree(at('mine'));
  for (const choice of ['leave', 'overwrite'] as const) {
    expect(await tree.outcomes(plan, choice)).toEqual({
      'd/flake.nix': 'orphaned-edited',
      'e/flake.nix': 'orphaned-edited',
    });
  }
  expect(await snapshotTree(at('mine'))).toEqual(before);
});

test('a link on the way to the project is no concern', async () => {
  await mkdir(at('real/inner'), { recursive: true });
  await symlink('real', at('linked'));
  const [root, folder] = [at('linked/inner'), at('linked/inner/generated')];
  const { added } = await tree.apply(plan, 'leave', { root, folder });
  expect(added).toHaveLength(3);
  expect(await tree.git('ls-files')).toContain('real/inner/generated/a/flake.nix');
});
