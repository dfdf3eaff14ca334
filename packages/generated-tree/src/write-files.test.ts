import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkWritable } from './check-writable.js';
import { writeFileAtomically, writeFiles } from './write-files.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-files-'));
});

afterEach(() => rm(folder, { recursive: true }));

const at = (...names: string[]) => join(folder, ...names);

describe('writeFiles', () => {
  test('makes folders, tells what became of each, and touches nothing that is right already', async () => {
    const files = [
      { file: at('a/b/one'), contents: 'one' },
      { file: at('two'), contents: Uint8Array.of(0, 255) },
    ];
    expect(await writeFiles(files)).toEqual(['created', 'created']);
    const before = await stat(at('two'));
    await writeFile(at('a/b/one'), 'other');
    expect(await writeFiles(files)).toEqual(['changed', 'unchanged']);
    expect(await readFile(at('a/b/one'), 'utf8')).toBe('one');
    expect((await stat(at('two'))).mtimeMs).toBe(before.mtimeMs);
    expect(await readdir(folder)).toEqual(['a', 'two']);
  });

  test('keeps the permissions of a file that it replaces', async () => {
    await writeFile(at('script'), 'old');
    await chmod(at('script'), 0o750);
    await writeFileAtomically(at('script'), 'new');
    expect((await stat(at('script'))).mode & 0o777).toBe(0o750);
  });

  test('one that cannot be written leaves all as they were', async () => {
    await writeFile(at('first'), 'before');
    await writeFile(at('in-the-way'), '');
    const failing = writeFiles([
      { file: at('first'), contents: 'after' },
      { file: at('new/deep/file'), contents: 'x' },
      { file: at('in-the-way/file'), contents: 'x' },
    ]);
    await expect(failing).rejects.toMatchObject({ code: 'OUTPUT_IS_FILE' });
    expect(await readFile(at('first'), 'utf8')).toBe('before');
    expect((await readdir(folder)).sort()).toEqual(['first', 'in-the-way']);
  });

  test('what only takes what is written to it is written to, and stays', async () => {
    await symlink('/dev/null', at('null'));
    expect(await writeFileAtomically(at('null'), 'x')).toBe('changed');
    expect((await lstat(at('null'))).isSymbolicLink()).toBe(true);
    const server = createServer().listen(at('socket'));
    await once(server, 'listening');
    const written = writeFileAtomically(at('socket'), 'x');
    await expect(written).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
    expect((await stat(at('socket'))).isSocket()).toBe(true);
    server.close();
  });

  test.each([
    ['circle', 'OUTPUT_NOT_WRITABLE', 'circle'],
    ['x'.repeat(300), 'OUTPUT_NOT_WRITABLE', 'too long'],
    ['nowhere/file', 'OUTPUT_IS_FILE', 'nowhere'],
  ])('a path that cannot be made is refused: %#', async (path, code, fact) => {
    await symlink('circle', at('circle'));
    await symlink('absent', at('nowhere'));
    const message = expect.stringContaining(fact);
    await expect(writeFileAtomically(at(path), 'x')).rejects.toMatchObject({ code, message });
  });

  test('a folder in the place of a file is refused', async () => {
    await mkdir(at('folder'));
    await expect(writeFileAtomically(at('folder'), 'x')).rejects.toMatchObject({ code: 'OUTPUT_IS_FOLDER' });
  });
});

describe('checkWritable', () => {
  test('takes a folder that is there, and one that can be made', async () => {
    await checkWritable(folder);
    await checkWritable(at('not/yet/there'));
  });

  test('refuses a file on the way', async () => {
    await writeFile(at('file'), '');
    await expect(checkWritable(at('file/below'))).rejects.toMatchObject({ code: 'OUTPUT_IS_FILE' });
    await expect(checkWritable(at('file'))).rejects.toMatchObject({ code: 'OUTPUT_IS_FILE' });
  });
});
