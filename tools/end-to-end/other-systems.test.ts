// Nodes that are not for the machine that runs: what is built, opened and planned without them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';

const patience = 120_000;

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.base]
template = "shell"

[node.mac]
extends = ["base"]
template = "shell"
config.nix.systems = ["aarch64-darwin"]

[node.bare]
extends = ["base"]
template = "shell"
`;

let project: LatticeProject;

beforeAll(async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice }, nixpkgs: 'stand-in' });
  expect((await project.run('generate')).status).toBe(0);
}, patience);
afterAll(() => project.remove());

const namesIn = (out: string) => out.match(/^\S+(?= {2})/gm);

test(
  'all others are built, and a note names those that are not',
  async () => {
    for (const more of [[], ['--alone'], ['base', 'mac', 'bare']]) {
      const { status, out, err } = await project.run('build', ...more);
      expect([status, err]).toEqual([0, expect.stringContaining('note: no package to build: mac')]);
      expect(namesIn(out)?.sort()).toEqual(['bare', 'base']);
    }
  },
  patience,
);

test('one that is asked for alone is refused, and so is its shell', async () => {
  for (const command of [
    ['build', 'mac'],
    ['develop', 'mac', '--', 'true'],
  ]) {
    const { status, err } = await project.run(...command);
    expect([status, err]).toEqual([2, expect.stringContaining('error[NODE_NOT_FOR_SYSTEM]: `mac`')]);
    expect(err).toContain('hint: flake-lattice explain mac nix.systems');
  }
});

test('jobs are of nodes for their system', async () => {
  const jobsFor = async (...more: string[]) => {
    const { out } = await project.run('ci', ...more);
    return [...new Set(out.match(/mac|base|bare/g))].sort();
  };
  expect(await jobsFor()).toEqual(['bare', 'base']);
  expect(await jobsFor('--system', 'aarch64-darwin')).toEqual(['mac']);
});

test(
  'an ejected node without a package is left out like one for another system',
  async () => {
    expect((await project.run('eject', 'bare')).status).toBe(0);
    const file = join(project.root, 'generated/bare/flake.nix');
    const text = await readFile(file, 'utf8');
    await project.write(
      'generated/bare/flake.nix',
      text.replace('packages = builtins.mapAttrs', 'others = builtins.mapAttrs'),
    );
    expect(await readFile(file, 'utf8')).not.toBe(text);
    const { status, out, err } = await project.run('build');
    expect([status, err]).toEqual([0, expect.stringContaining('note: no package to build: bare, mac')]);
    expect(namesIn(out)).toEqual(['base']);
  },
  patience,
);
