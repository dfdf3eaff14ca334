// Texts that are staged one by one, on a real disk.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createStager } from './stage-texts.js';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'stage-texts-')));
});

afterEach(() => rm(folder, { recursive: true }));

test('folders are made before their files', async () => {
  const { makeFolder, stage } = createStager();
  for (const name of ['0', '1', '0']) makeFolder(join(folder, name));
  stage(join(folder, '0/one'), 'one');
  expect(await readdir(folder, { recursive: true })).toEqual(['0', '1', '0/one']);
});

test('each text lies whole in its file, with its bytes and hash told', async () => {
  const { stage } = createStager();
  const texts = { '0/flake.nix': '{ }\n', '0/config.toml': 'a = "ü\u{1f600}"\n', '1/empty': '' };
  for (const [path, text] of Object.entries(texts)) {
    const { bytes, hash } = stage(join(folder, path), text);
    expect(await readFile(join(folder, path))).toEqual(Buffer.from(bytes));
    expect(Buffer.from(bytes).toString()).toBe(text);
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  }
});

test('what is there already is a fault', async () => {
  const { stage } = createStager();
  stage(join(folder, '0/one'), 'one');
  expect(() => stage(join(folder, '0/one'), 'other')).toThrow('EEXIST');
  await writeFile(join(folder, '1'), '');
  expect(() => stage(join(folder, '1/one'), 'one')).toThrow('EEXIST');
});
