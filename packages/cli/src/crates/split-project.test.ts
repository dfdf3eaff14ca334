// The nixpkgs of a crate that is split beside a lattice: that of the lattice, as the output has to write it.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { environmentWith, newestNix } from '../../../../tools/testing/nixes.js';
import { splitProject } from './split-project.js';

let top: string;

beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'split-project-')));
  await runProgram('git', ['init', '--quiet', top], { cwd: top, env: environmentWith(newestNix) });
  for (const folder of ['my nixpkgs', 'crate', 'deep', 'out']) await mkdir(join(top, folder));
});
afterEach(() => rm(top, { recursive: true }));

const commit = 'github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567';

test.each([
  ['path:./my%20nixpkgs', 'path:../my%20nixpkgs'],
  ['path:./my%20nixpkgs?dir=x', 'path:../my%20nixpkgs?dir=x'],
  ['./deep', 'path:../deep'],
  [commit, commit],
])('%s is %s', async (url, expected) => {
  await writeFile(join(top, 'lattice.toml'), `[inputs.nixpkgs]\nurl = "${url}"\n`);
  const io = captureIo({ cwd: top, env: environmentWith(newestNix) });
  const place = {
    crate: join(top, 'crate'),
    name: 'crate',
    output: join(top, 'out/units'),
    nixpkgs: undefined,
  };
  const { project } = await splitProject(place, io, () => {});
  expect(project.lattice.externals.get('nixpkgs')?.url).toBe(expected);
});

test('the output may lie in a folder that is not there yet', async () => {
  const io = captureIo({ cwd: top, env: environmentWith(newestNix) });
  const place = {
    crate: join(top, 'crate'),
    name: 'crate',
    output: join(top, 'new/deep/units'),
    nixpkgs: commit,
  };
  const { project, isInGit } = await splitProject(place, io, () => {});
  expect([project.output, isInGit]).toEqual([place.output, true]);
});
