import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findHostNixpkgs } from './find-host-nixpkgs.js';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'find-host-nixpkgs-')));
  for (const clone of ['repository', 'tool']) {
    await mkdir(join(folder, clone, '.toolchain'), { recursive: true });
    await mkdir(join(folder, clone, 'below/deep'), { recursive: true });
    await writeFile(join(folder, clone, '.toolchain/nixpkgs-reference'), `path:/${clone}\n`);
  }
  await mkdir(join(folder, 'elsewhere'));
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['of the repository, from any folder of it', 'repository/below/deep', 'tool/below', 'path:/repository'],
  ['of the clone that the program lies in where there is no other', 'elsewhere', 'tool/below', 'path:/tool'],
  ['or none', 'elsewhere', 'elsewhere', undefined],
])('takes that %s', async (_, cwd, tool, reference) => {
  const options = { cwd: join(folder, cwd), tool: join(folder, tool) };
  expect(await findHostNixpkgs(options)).toBe(reference);
});
