import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findOnPath, findToolchainProgram } from './find-program.js';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'find-program-')));
  await mkdir(join(folder, 'sources/tool'), { recursive: true });
  await mkdir(join(folder, 'sources/.toolchain/bin/tool'), { recursive: true });
  await mkdir(join(folder, '.toolchain/bin'), { recursive: true });
  await mkdir(join(folder, 'texts'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'texts/tool'), 'no program\n');
  await writeFile(join(folder, '.toolchain/bin/tool'), '#!/bin/sh\n', { mode: 0o755 });
  await symlink('../.toolchain/bin/tool', join(folder, 'bin/tool'));
});

afterAll(() => rm(folder, { recursive: true }));

test('folders of that name, files that none may run and relative entries are passed over', async () => {
  const path = ['', '.', 'bin', 'sources', 'texts', 'bin'].map((name, at) =>
    at < 3 ? name : join(folder, name),
  );
  expect(await findOnPath('tool', path.join(':'))).toBe(join(folder, 'bin/tool'));
  expect(await findOnPath('tool', join(folder, 'sources'))).toBeUndefined();
});

test('the nearest toolchain that has it counts', async () => {
  expect(await findToolchainProgram('tool', join(folder, 'sources/tool'))).toBe(
    join(folder, '.toolchain/bin/tool'),
  );
});
