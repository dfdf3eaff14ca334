// Merges of branches, by real git: what git made of generated files is ours, what a person wrote on either side is not.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { manifestPath } from '../manifest/manifest.js';
import { makeTree, type TestedTree, type Texts } from '../tree/tree.fixture.js';

let tree: TestedTree;

beforeEach(async () => {
  tree = await makeTree();
});

afterEach(() => tree.remove());

/** A hub with a line for each node, and some lines between them, so that git merges some changes and not others. */
function lattice(nodes: readonly string[], { header = 'header', footer = 'footer' } = {}): Texts {
  const filling = Array.from({ length: 6 }, (_, index) => `filling ${index}`);
  const hub = [header, ...filling, ...[...nodes].sort(), ...filling.toReversed(), footer];
  return {
    'flake.nix': `${hub.join('\n')}\n`,
    ...Object.fromEntries(nodes.map((name) => [`${name}/flake.nix`, `${name}\n`])),
  };
}

async function commit(texts: Texts, message: string) {
  await tree.apply(texts);
  await commitAll(message);
}

async function commitAll(message: string) {
  await tree.git('add', '.');
  await tree.git('commit', '-qm', message);
}

/** Two branches from one commit; the second is left checked out. */
async function branches(
  base: Texts,
  ours: Texts,
  theirs: Texts,
  onTheirs: () => Promise<void> = async () => {},
): Promise<void> {
  await commit(base, 'base');
  await tree.git('branch', 'theirs');
  await commit(ours, 'ours');
  await tree.git('checkout', '-q', 'theirs');
  await commit(theirs, 'theirs');
  await onTheirs();
  await tree.git('checkout', '-q', 'main');
}

const both = lattice(['a', 'b', 'c']);
const withB = lattice(['a', 'b']);
const withC = lattice(['a', 'c']);

describe.each(['merge', 'diff3', 'zdiff3'])(
  'two branches that each add a node, conflict style %s',
  (style) => {
    beforeEach(async () => {
      await tree.git('config', 'merge.conflictStyle', style);
      await branches(lattice(['a']), withB, withC);
    });

    test('the conflicts in hub and manifest are mended by the next run', async () => {
      await tree.gitMayFail('merge', 'theirs');
      expect(await tree.read('flake.nix')).toContain('<<<<<<<');
      expect(await tree.read(manifestPath)).toContain('<<<<<<<');
      expect(await tree.states(both)).toEqual({ 'flake.nix': 'stale' });
      expect(await tree.outcomes(both)).toEqual({ 'flake.nix': 'changed' });
      expect(await tree.states(both)).toEqual({});
      await commitAll('merged');
      const merged = await tree.read(manifestPath);
      await rm(tree.folder, { recursive: true });
      await tree.apply(both);
      expect(await tree.read(manifestPath)).toBe(merged);
    });

    test('an edit within the marks is a person’s', async () => {
      await tree.gitMayFail('merge', 'theirs');
      await tree.write('flake.nix', (await tree.read('flake.nix')).replace('filling 0', 'mine'));
      expect(await tree.outcomes(both)).toEqual({ 'flake.nix': 'edited' });
    });
  },
);

describe('two branches that each add a node', () => {
  beforeEach(() => branches(lattice(['a']), withB, withC));

  test('the marks are mended also where they were committed with their marks', async () => {
    await tree.gitMayFail('merge', 'theirs');
    await commitAll('marks and all');
    await tree.git('commit', '--allow-empty', '-qm', 'and more');
    expect(await tree.outcomes(both)).toEqual({ 'flake.nix': 'changed' });
  });

  test('the marks are mended also where one side was taken whole', async () => {
    await tree.gitMayFail('merge', 'theirs');
    await tree.git('checkout', '--theirs', 'generated/flake.nix');
    await tree.git('checkout', '--ours', `generated/${manifestPath}`);
    expect(await tree.outcomes(both)).toEqual({ 'flake.nix': 'changed' });
  });

  test('the marks are mended also in a rebase and a cherry-pick that are under way', async () => {
    await tree.gitMayFail('rebase', 'theirs');
    expect(await tree.outcomes(both)).toEqual({ 'flake.nix': 'changed' });
    await tree.git('rebase', '--abort');
    await tree.gitMayFail('cherry-pick', 'theirs');
    expect(await tree.outcomes(both)).toEqual({ 'flake.nix': 'changed' });
  });
});

describe('a file that git merged cleanly by lines', () => {
  const base = lattice(['a']);
  const ours = lattice(['a'], { header: 'ours' });
  const theirs = lattice(['a'], { footer: 'theirs' });
  const merged = lattice(['a'], { header: 'ours', footer: 'theirs' });
  /** As planned after the merge, where the plan is neither of the texts that git knows. */
  const planned = lattice(['a', 'z'], { header: 'ours', footer: 'theirs' });

  test('is ours while the merge is under way', async () => {
    await branches(base, ours, theirs);
    await tree.gitMayFail('merge', 'theirs');
    expect(await tree.read('flake.nix')).toBe(merged['flake.nix']);
    expect(await tree.outcomes(planned)).toEqual({ 'flake.nix': 'changed', 'z/flake.nix': 'created' });
  });

  test('is ours after the merge was committed, with either manifest', async () => {
    for (const side of ['--ours', '--theirs']) {
      await tree.remove();
      tree = await makeTree();
      await branches(base, ours, theirs);
      await tree.gitMayFail('merge', 'theirs');
      await tree.git('checkout', side, `generated/${manifestPath}`);
      await commitAll('merged');
      await tree.git('commit', '--allow-empty', '-qm', 'and more');
      expect(await tree.states(planned)).toEqual({ 'flake.nix': 'stale', 'z/flake.nix': 'missing' });
    }
  });

  test('is ours while a rebase, a cherry-pick or a stash is under way', async () => {
    await branches(base, ours, theirs);
    await tree.gitMayFail('rebase', 'theirs');
    expect(await tree.read('flake.nix')).toBe(merged['flake.nix']);
    expect(await tree.states(planned)).toMatchObject({ 'flake.nix': 'stale' });
    await tree.git('rebase', '--abort');
    await tree.gitMayFail('cherry-pick', 'theirs');
    expect(await tree.states(planned)).toMatchObject({ 'flake.nix': 'stale' });
    await tree.git('cherry-pick', '--abort');
    await tree.gitMayFail('revert', '--no-edit', 'HEAD');
    await tree.git('checkout', '-q', 'theirs');
    await tree.apply(lattice(['a'], { header: 'stashed', footer: 'theirs' }));
    await tree.git('stash');
    await tree.git('reset', '-q', '--hard', 'HEAD^');
    await commit(lattice(['a'], { footer: 'another' }), 'another');
    await tree.gitMayFail('stash', 'pop');
    expect(await tree.read('flake.nix')).toContain('stashed');
    expect(await tree.states(planned)).toMatchObject({ 'flake.nix': 'stale' });
  });

  test('is ours after a rebase that ended', async () => {
    await branches(base, ours, theirs);
    await tree.gitMayFail('rebase', 'theirs');
    await tree.git('checkout', '--theirs', `generated/${manifestPath}`);
    await tree.git('add', '.');
    await tree.git('-c', 'core.editor=true', 'rebase', '--continue');
    expect(await tree.read('flake.nix')).toBe(merged['flake.nix']);
    expect(await tree.states(planned)).toMatchObject({ 'flake.nix': 'stale' });
  });

  test('is a person’s where one of the sides was edited', async () => {
    for (const mayEnd of [false, true]) {
      await tree.remove();
      tree = await makeTree();
      await branches(base, ours, theirs, async () => {
        await tree.write('flake.nix', (await tree.read('flake.nix')).replace('theirs', 'theirs\nby hand'));
        await commitAll('by hand');
      });
      await tree.gitMayFail('merge', 'theirs');
      if (mayEnd) await commitAll('merged');
      expect(await tree.read('flake.nix')).toContain('by hand');
      expect(await tree.outcomes(planned)).toMatchObject({ 'flake.nix': 'edited' });
      expect(await tree.read('flake.nix')).toContain('by hand');
      const marked = await tree.outcomes(lattice(['a', 'z'], { header: 'third', footer: 'theirs' }));
      expect(marked).toMatchObject({ 'flake.nix': 'edited' });
    }
  });

  test('is a person’s where it was edited after the merge', async () => {
    await branches(base, ours, theirs);
    await tree.gitMayFail('merge', 'theirs');
    await tree.write('flake.nix', `${merged['flake.nix']}mine\n`);
    expect(await tree.outcomes(planned)).toMatchObject({ 'flake.nix': 'edited' });
  });

  test('of thousands of lines is ours too', async () => {
    const long = (first: string, last: string) => ({
      'flake.lock': `${first}\n${'    },\n    {\n'.repeat(3000)}${last}\n`,
    });
    await branches(long('1', '2'), long('one', '2'), long('1', 'two'));
    await tree.gitMayFail('merge', 'theirs');
    expect(await tree.states(long('one', 'three'))).toEqual({ 'flake.lock': 'stale' });
  });
});

test('one branch removes a node whose file was edited on the other: the edit stays', async () => {
  await branches(lattice(['a', 'b']), lattice(['a']), lattice(['a', 'b', 'c']), async () => {
    await tree.write('b/flake.nix', 'by hand\n');
    await commitAll('by hand');
  });
  await tree.gitMayFail('merge', 'theirs');
  expect(await tree.read('b/flake.nix')).toBe('by hand\n');
  expect(await tree.outcomes(lattice(['a', 'c']))).toMatchObject({ 'b/flake.nix': 'orphaned-edited' });
  expect(await tree.read('b/flake.nix')).toBe('by hand\n');
});

test('what a person keeps stays kept in another clone, and after a merge', async () => {
  await commit(lattice(['a']), 'base');
  await tree.git('branch', 'theirs');
  await tree.write('a/flake.nix', 'kept\n');
  await tree.apply(lattice(['a']), 'keep');
  await commitAll('kept');
  await tree.git('checkout', '-q', 'theirs');
  await commit(lattice(['a', 'b']), 'theirs');
  await tree.git('checkout', '-q', 'main');
  await tree.gitMayFail('merge', 'theirs');
  expect(await tree.outcomes(lattice(['a', 'b']))).toEqual({ 'a/flake.nix': 'kept' });
  expect(await tree.read('a/flake.nix')).toBe('kept\n');
  expect(await tree.git('status', '--short')).not.toMatch(/^.?D/m);
});

test('an unresolved conflict is not taken for resolved when many files are new', async () => {
  await branches(lattice(['a']), withB, withC);
  await tree.gitMayFail('merge', 'theirs');
  const unmerged = await tree.git('ls-files', '--unmerged');
  const many = Array.from({ length: 120 }, (_, index) => `n${index}`);
  await tree.apply(lattice(['a', 'b', 'c', ...many]));
  expect(await tree.git('ls-files', '--unmerged')).toBe(unmerged);
  expect(unmerged).toContain(join('generated', 'flake.nix'));
});
