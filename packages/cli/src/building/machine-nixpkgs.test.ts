import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLatticeText } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import type { Repository } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pathWithCompilers } from '../../../../tools/testing/machine.js';
import { faultOfBuild, machineNixpkgs } from './machine-nixpkgs.js';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'machine-nixpkgs-')));
  for (const name of ['bare', 'a bare', 'a bare/known', 'known', 'foreign', 'tool/.toolchain'])
    await mkdir(join(folder, name, 'tools'), { recursive: true });
  for (const file of [
    'bare/tools/late-bound.nix',
    'a bare/tools/late-bound.nix',
    'known/tools/late-bound.nix',
    'known/host.nix',
  ])
    await writeFile(join(folder, file), '{ }\n');
  await writeFile(join(folder, 'tool/.toolchain/nixpkgs-reference'), 'path:/machine\n');
});

afterAll(() => rm(folder, { recursive: true }));

async function ask(url: string, tool: string, path = '') {
  const text = `[inputs.nixpkgs]\nurl = "${url}"\n`;
  const lattice = await readLatticeText(text, join(folder, 'lattice.toml'));
  const io = { cwd: folder, env: { PATH: path } };
  const repository = { stateFolder: join(folder, 'state') } as Repository;
  return machineNixpkgs({ lattice, repository }, 'tally', io, join(folder, tool));
}

test.each([
  ['path:./bare', 'path:/machine'],
  ['./bare', 'path:/machine'],
  ['path:./a%20bare', 'path:/machine'],
  ['path:./a%20bare?dir=known', undefined],
  ['path:./known', undefined],
  ['path:./foreign', undefined],
  ['github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567', undefined],
])('with %s it is %s', async (url, expected) => {
  expect(await ask(url, 'tool')).toBe(expected);
});

test('without a set-up or compilers it is refused, and the mend is told', async () => {
  await expect(ask('path:./bare', 'elsewhere')).rejects.toMatchObject({
    code: 'COMPILER_MISSING',
    hint: expect.stringMatching(/^install rustc and cc\nor take nixpkgs itself: --nixpkgs /),
  });
});

test('without a set-up it is a copy of the stand-in that knows the compilers on PATH, made once', async () => {
  const path = await pathWithCompilers();
  const reference = await ask('path:./bare', 'elsewhere', path);
  expect(reference).toMatch(/^path:.*\/state\/nixpkgs\/[0-9a-f]{16}$/);
  const copy = (reference ?? '').slice('path:'.length);
  expect(await readFile(join(copy, 'tools/late-bound.nix'), 'utf8')).toBe('{ }\n');
  expect(await readFile(join(copy, 'host.nix'), 'utf8')).toMatch(/rustc = \{[^}]*version = "rustc /);
  const made = await stat(join(copy, 'host.nix'));
  expect(await ask('path:./bare', 'elsewhere', path)).toBe(reference);
  expect((await stat(join(copy, 'host.nix'))).ino).toBe(made.ino);
  await mkdir(join(folder, 'bare/lib'));
  await writeFile(join(folder, 'bare/lib/default.nix'), '{ }\n');
  expect(await ask('path:./bare', 'elsewhere', path)).not.toBe(reference);
  expect(await readdir(join(folder, 'state/nixpkgs'))).toHaveLength(1);
});

test('a build that the stand-in stops for lack of a compiler says so; any other fault stays as it is', () => {
  const faultWith = (detail: string) =>
    new CodedError({ code: 'EVALUATION_FAILED', message: 'no', hint: 'none', detail });
  expect(
    faultOfBuild(
      faultWith('error: this build needs `rustc`, and set-up found none on this machine; install'),
    ),
  ).toMatchObject({ code: 'COMPILER_MISSING', hint: expect.stringContaining('install rustc') });
  const other = faultWith('error: attribute missing');
  expect(faultOfBuild(other)).toBe(other);
});
