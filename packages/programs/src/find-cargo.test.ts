import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findCargo } from './find-cargo.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-cargo-'));
  await writeProgram('clone/.toolchain/bin', 'echo "cargo 1.92.0 (abc 2026-01-01)"');
  await writeProgram('path', 'echo "cargo 1.85.1"');
  await writeProgram('chooser', 'echo "error: no toolchain is chosen" >&2; exit 1');
});

afterAll(() => rm(folder, { recursive: true }));

async function writeProgram(place: string, script: string): Promise<void> {
  await mkdir(join(folder, place), { recursive: true });
  await writeFile(join(folder, place, 'cargo'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, place, 'cargo'), 0o755);
}

const find = (variables: Record<string, string>) =>
  findCargo({ cwd: folder, env: variables, tool: join(folder, 'clone') });

test('takes the one on PATH', async () => {
  expect(await find({ PATH: `${folder}/path:/usr/bin:/bin` })).toEqual({
    path: join(folder, 'path/cargo'),
    version: '1.85.1',
  });
});

test('takes the one that set-up brought where the one on PATH runs nothing', async () => {
  const { path } = await find({ PATH: `${folder}/chooser:/usr/bin:/bin` });
  expect(path).toBe(join(folder, 'clone/.toolchain/bin/cargo'));
});

test.each([
  ['there is none', { PATH: '/nowhere' }, undefined],
  ['the one on PATH runs nothing', { PATH: 'chooser' }, 'error: no toolchain is chosen'],
  ['the one that CARGO names is absent', { CARGO: '/no/such/cargo', PATH: 'path' }, undefined],
])('is an error where %s', async (_, { PATH, ...rest }: Record<string, string>, detail) => {
  const env = {
    ...rest,
    PATH: `${join(folder, PATH as string)}:/usr/bin:/bin`.replace(`${folder}/nowhere:`, ''),
  };
  const found = findCargo({ cwd: folder, env: PATH === '/nowhere' ? {} : env, tool: folder });
  await expect(found).rejects.toMatchObject({ code: 'CARGO_MISSING', detail });
});
