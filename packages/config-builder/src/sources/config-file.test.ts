// Configuration files as other layers read them.
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readConfigFile } from './config-file.js';

const folder = await mkdtemp(join(tmpdir(), 'config-'));
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(contents: string | Uint8Array): Promise<string> {
  const file = join(await mkdtemp(join(folder, 'case-')), 'config.toml');
  await writeFile(file, contents);
  return file;
}

describe('readConfigFile', () => {
  test('gives the bytes as they are and the values, NUL among them', async () => {
    const text = '\ufeff[rust]\r\nchannel = "beta"\r\n[my]\r\nnul = "\\u0000"';
    const { bytes, config } = await readConfigFile(await fileOf(text));
    expect(Buffer.from(bytes).toString()).toBe(text);
    expect(config).toEqual(
      new Map([
        ['rust', new Map([['channel', 'beta']])],
        ['my', new Map([['nul', '\0']])],
      ]),
    );
  });

  test.each([
    ['a = ', 'CONFIG_SYNTAX', 1, 5],
    [Uint8Array.of(0x61, 0x0a, 0xff), 'CONFIG_SYNTAX', 2, 1],
    ['[rust]\nchannel = 1', 'CONFIG_WRONG_TYPE', 2, 1],
    ['[build]\njobs = 0', 'CONFIG_OUT_OF_RANGE', 2, 1],
    ['[llvm]\nninjas = true', 'CONFIG_UNKNOWN_KEY', 2, 1],
  ])('refuses %p with %s', async (contents, code, line, column) => {
    const file = await fileOf(contents);
    await expect(readConfigFile(file)).rejects.toMatchObject({ code, place: { file, line, column } });
  });

  test('tells a missing file from a folder', async () => {
    const file = await fileOf('');
    await expect(readConfigFile(`${file}.other`)).rejects.toMatchObject({ code: 'CONFIG_MISSING' });
    await expect(readConfigFile(`${file}/below`)).rejects.toMatchObject({ code: 'CONFIG_MISSING' });
    await expect(readConfigFile(join(file, '..'))).rejects.toMatchObject({ code: 'CONFIG_NOT_READABLE' });
  });

  test('refuses what can be no file', async () => {
    const circle = `${await fileOf('')}.circle`;
    await symlink(circle, circle);
    await expect(readConfigFile(circle)).rejects.toMatchObject({ code: 'CONFIG_NOT_READABLE' });
    await expect(readConfigFile('x'.repeat(300))).rejects.toMatchObject({ code: 'CONFIG_NOT_READABLE' });
  });
});
