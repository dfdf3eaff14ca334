// What becomes of files that a person edited, or git alone: left, kept, overwritten, merged or in conflict, and never lost.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { snapshotTree } from '../../../../tools/testing/tree-snapshot.js';
import { manifestPath } from '../manifest/manifest.js';
import { makeTree, type TestedTree } from './tree.fixture.js';

let tree: TestedTree;

beforeEach(async () => {
  tree = await makeTree();
});

afterEach(() => tree.remove());

describe('a file that was edited', () => {
  const lines = (...some: string[]) => some.map((line) => `${line}\n`).join('');
  const one = { f: lines('1', '2', '3', '4', '5'), g: 'g\n' };
  const two = { f: lines('1', '2', '3', '4', 'five'), g: 'G\n' };
  const edit = lines('one', '2', '3', '4', '5');

  beforeEach(async () => {
    await tree.apply(one);
    await tree.write('f', edit);
  });

  test('is left as it is, and all else is written; so it goes on until a person decides', async () => {
    for (const expected of [{ f: 'edited', g: 'changed' }, { f: 'edited' }]) {
      expect(await tree.outcomes(two)).toEqual(expected);
      expect(await tree.read('f')).toBe(edit);
    }
    const { files } = await tree.compare(two);
    expect(files).toEqual([
      { path: 'f', state: 'edited', before: Buffer.from(edit), after: Buffer.from(two.f) },
      { path: 'g', state: 'unchanged' },
    ]);
  });

  test('kept, it is silent until the plan changes or the file does', async () => {
    expect(await tree.outcomes(one, 'keep')).toEqual({ f: 'kept' });
    expect(await tree.states(one)).toEqual({ f: 'kept' });
    expect(await tree.outcomes(one, 'merge')).toEqual({ f: 'kept' });
    expect(await tree.states(two)).toEqual({ f: 'edited', g: 'stale' });
    expect(await tree.outcomes(two, 'keep')).toEqual({ f: 'kept', g: 'changed' });
    expect(await tree.states(two)).toEqual({ f: 'kept' });
    expect(await tree.outcomes(two, 'overwrite')).toEqual({ f: 'kept' });
    await tree.write('f', 'again\n');
    expect(await tree.states(two)).toEqual({ f: 'edited' });
    expect(await tree.outcomes(two, 'overwrite')).toEqual({ f: 'overwritten' });
    expect(await tree.states(two)).toEqual({});
  });

  test('overwritten, it is as planned', async () => {
    expect(await tree.outcomes(two, 'overwrite')).toEqual({ f: 'overwritten', g: 'changed' });
    expect(await tree.read('f')).toBe(two.f);
    expect(await tree.states(two)).toEqual({});
  });

  test('merged, it has both changes and is kept; later merges build on that', async () => {
    expect(await tree.outcomes(two, 'merge')).toEqual({ f: 'merged', g: 'changed' });
    expect(await tree.read('f')).toBe(lines('one', '2', '3', '4', 'five'));
    expect(await tree.states(two)).toEqual({ f: 'kept' });
    const three = { ...two, f: lines('1', '2', 'three', '4', 'five') };
    expect(await tree.states(three)).toEqual({ f: 'edited' });
    expect(await tree.outcomes(three, 'merge')).toEqual({ f: 'merged' });
    expect(await tree.read('f')).toBe(lines('one', '2', 'three', '4', 'five'));
  });

  test('merged where only the person changed something, it stays and is kept', async () => {
    expect(await tree.outcomes(one, 'merge')).toEqual({ f: 'merged' });
    expect(await tree.read('f')).toBe(edit);
    expect(await tree.states(one)).toEqual({ f: 'kept' });
  });

  test('that cannot be merged is left, and the lines are named', async () => {
    const other = { ...one, f: lines('uno', '2', '3', '4', 'five') };
    const { files } = await tree.apply(other, 'merge');
    expect(files[0]).toEqual({
      path: 'f',
      outcome: 'conflict',
      conflicts: [{ line: 1, edited: ['one'], generated: ['uno'] }],
    });
    expect(await tree.read('f')).toBe(edit);
    expect(await tree.states(other)).toEqual({ f: 'edited' });
  });

  test('is merged from git where this clone has no text of its own', async () => {
    await tree.write('f', one.f);
    await tree.git('add', '.');
    await tree.git('commit', '-qm', 'one');
    await rm(join(tree.root, '.git/flake-lattice'), { recursive: true });
    await tree.write('f', edit);
    await tree.git('commit', '-qam', 'edited');
    expect(await tree.outcomes(two, 'merge')).toEqual({ f: 'merged', g: 'changed' });
    expect(await tree.read('f')).toBe(lines('one', '2', '3', '4', 'five'));
  });

  test('kept and committed, is merged in another clone, from what git has', async () => {
    await tree.write('f', one.f);
    await tree.git('add', '.');
    await tree.git('commit', '-qm', 'one');
    await tree.write('f', edit);
    expect(await tree.outcomes(two, 'merge')).toEqual({ f: 'merged', g: 'changed' });
    await tree.git('commit', '-qam', 'merged');
    await rm(join(tree.root, '.git/flake-lattice'), { recursive: true });
    const three = { ...two, f: lines('1', '2', 'three', '4', 'five') };
    expect(await tree.outcomes(three, 'merge')).toEqual({ f: 'merged' });
    expect(await tree.read('f')).toBe(lines('one', '2', 'three', '4', 'five'));
  });

  test('that nothing to merge with is known of is refused, with nothing written', async () => {
    await rm(join(tree.root, '.git/flake-lattice'), { recursive: true });
    const before = await snapshotTree(tree.root);
    await expect(tree.apply(two, 'merge')).rejects.toMatchObject({
      code: 'MERGE_BASE_MISSING',
      message: expect.stringContaining('generated/f'),
      hint: expect.stringMatching(/--keep .*\n--overwrite /),
    });
    expect(await snapshotTree(tree.root)).toEqual(before);
  });

  test('and is not planned any more stays, is reported, and stays known', async () => {
    const { f: _, ...less } = one;
    expect(await tree.states(less)).toEqual({ f: 'orphaned-edited' });
    for (let runs = 0; runs < 2; runs += 1) {
      expect(await tree.outcomes(less)).toEqual({ f: 'orphaned-edited' });
      expect(await tree.outcomes(less, 'merge')).toEqual({ f: 'orphaned-edited' });
    }
    expect(await tree.read('f')).toBe(edit);
    expect(await tree.outcomes(one)).toEqual({ f: 'edited' });
    expect(await tree.outcomes(less, 'keep')).toEqual({ f: 'kept' });
    expect(await tree.states(less)).toEqual({});
    expect(await tree.read('f')).toBe(edit);
  });

  test('and is not planned any more goes where the plan is to win', async () => {
    const { f: _, ...less } = one;
    expect(await tree.outcomes(less, 'overwrite')).toEqual({ f: 'removed' });
    expect(await tree.states(less)).toEqual({});
  });

  test('and was written before the record went back is known to this clone, but no other text is', async () => {
    const record = await tree.read(manifestPath);
    await tree.apply({ ...one, 'new/a': 'a\n', 'new/b': 'b\n' });
    await writeFile(join(tree.folder, manifestPath), record);
    await tree.write('new/b', 'by hand\n');
    expect(await tree.outcomes({ ...one, 'new/a': 'other\n', 'new/b': 'other\n' })).toEqual({
      f: 'edited',
      'new/a': 'changed',
      'new/b': 'edited',
    });
  });

  test('but by git alone, which wrote line ends of Windows, is written anew', async () => {
    await tree.write('f', one.f.replaceAll('\n', '\r\n'));
    expect(await tree.states(one)).toEqual({ f: 'stale' });
    expect(await tree.outcomes(two)).toEqual({ f: 'changed', g: 'changed' });
    await tree.write('f', two.f.replaceAll('\n', '\r\n').replace('five', '5'));
    expect(await tree.states(two)).toEqual({ f: 'edited' });
  });

  test('and that git left in conflict is nobody’s edit, until a person decides', async () => {
    const marked = `<<<<<<< HEAD\nmine\n=======\n${two.f}>>>>>>> other\n`;
    await tree.write('f', marked);
    for (const way of ['merge', 'keep'] as const) {
      const { files } = await tree.apply(two, way);
      expect(files.find(({ path }) => path === 'f')).toMatchObject({
        outcome: 'conflict',
        conflicts: [{ line: 1, edited: ['mine'], generated: ['1', '2', '3', '4', 'five'] }],
      });
      expect(await tree.states(two)).toEqual({ f: 'edited' });
      expect(await tree.read('f')).toBe(marked);
    }
    expect(await tree.outcomes(two, 'overwrite')).toEqual({ f: 'overwritten' });
  });

  test('and holds any bytes is merged byte by byte', async () => {
    await writeFile(
      join(tree.folder, 'f'),
      Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(one.f.slice(2))]),
    );
    expect(await tree.outcomes(two, 'merge')).toEqual({ f: 'merged', g: 'changed' });
  });
});
