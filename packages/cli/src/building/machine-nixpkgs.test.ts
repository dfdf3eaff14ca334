import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLatticeText } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { faultOfBuild, machineNixpkgs } from './machine-nixpkgs.js';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'machine-nixpkgs-')));
  for (const name of ['bare', 'known', 'foreign', 'tool/.toolchain'])
    await mkdir(join(folder, name, 'tools'), { recursive: true });
  for (const file of ['bare/tools/late-bound.nix', 'known/tools/late-bound.nix', 'known/host.nix'])
    await writeFile(join(folder, file), '{ }\n');
  await writeFile(join(folder, 'tool/.toolchain/nixpkgs-reference'), 'path:/machine\n');
});

afterAll(() => rm(folder, { recursive: true }));

async function ask(url: string, tool: string) {
  const text = `[inputs.nixpkgs]\nurl = "${url}"\n`;
  const lattice = await readLatticeText(text, join(folder, 'lattice.toml'));
  return machineNixpkgs({ lattice }, 'tally', join(folder, tool));
}

test.each([
  ['path:./bare', 'path:/machine'],
  ['path:./known', undefined],
  ['path:./foreign', undefined],
  ['github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567', undefined],
])('with %s it is %s', async (url, expected) => {
  expect(await ask(url, 'tool')).toBe(expected);
});

test('without a set-up it is refused, and the mend is told', async () => {
  await expect(ask('path:./bare', 'elsewhere')).rejects.toMatchObject({
    code: 'COMPILER_MISSING',
    hint: expect.stringMatching(/^npm run set-up .*\nor take nixpkgs itself: --nixpkgs /),
  });
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
