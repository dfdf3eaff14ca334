import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { type LatticeProject, makeLatticeProject } from '../../../../tools/testing/lattice-project.js';
import { run } from '../command.js';

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:../nixpkgs"

[node.seed]
template = "config"
`;

let project: LatticeProject;

beforeEach(async () => {
  project = await makeLatticeProject({ files: { 'two words/lattice.toml': lattice } });
});
afterEach(() => project.remove());

async function check(env: Readonly<Record<string, string>>) {
  const io = captureIo({ cwd: join(project.root, 'two words'), env });
  return { status: await run(['check'], io), err: io.printed.err };
}

test('where git does not run, nothing is said of the repository', async () => {
  const { status, err } = await check({ PATH: '/nonexistent' });
  expect([status, err]).toEqual([
    2,
    expect.stringMatching(/error\[GIT_MISSING\]: there is no `git` that runs/),
  ]);
  expect(err).toContain('hint: install git');
});

test('outside of a repository, the hint makes one', async () => {
  rmSync(join(project.root, '.git'), { recursive: true });
  const { status, err } = await check({ PATH: '/usr/bin:/bin' });
  expect([status, err]).toEqual([2, expect.stringContaining('two words` lies in no git repository')]);
  expect(err).toContain(`hint: git init -- '${project.root}/two words'\n`);
});
