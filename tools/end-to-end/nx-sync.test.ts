// In sync: `nx sync` generates what is stale, `nx sync:check` names it, and a generator adds a node, each as Nx shows changes.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { makeNxWorkspace, type NxWorkspace } from '../testing/nx-workspace.js';

const lattice = `# A comment.
[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.seed] # the first
[node.old]
extends = ["seed"]
`;

let project: LatticeProject;
let workspace: NxWorkspace;

beforeAll(async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice } });
  const sync = { globalGenerators: ['@flake-lattice/nx:sync'] };
  workspace = makeNxWorkspace(project.root, { sync });
  expect((await project.run('generate')).status).toBe(0);
  project.git('add', '--all');
  project.git('commit', '--quiet', '--message=Generated');
});
beforeEach(() => {
  project.git('reset', '--quiet', '--hard');
  project.git('clean', '--quiet', '--force', '-d');
});
afterAll(() => project.remove());

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');

async function nx(...args: string[]): Promise<readonly [exitCode: number, printed: string]> {
  const { exitCode, stdout, stderr } = await workspace.nx(...args);
  return [exitCode, stdout + stderr];
}

test('what is stale, missing or orphaned is named, and then written, with a manifest that knows it', async () => {
  await project.write(
    'lattice.toml',
    `${lattice.replace(/\[node.old\][\s\S]*/, '')}[node.new]\nextends = ["seed"]\n`,
  );
  await rm(join(project.root, 'generated/seed/config.toml'));
  const [status, said] = await nx('sync:check');
  expect(status).toBe(1);
  for (const line of [
    'missing          generated/new/flake.nix',
    'missing          generated/seed/config.toml',
    'orphaned         generated/old/flake.nix',
    'stale            generated/flake.nix',
  ]) {
    expect(said).toContain(line);
  }
  expect(project.git('status', '--short', 'generated')).toBe(' D generated/seed/config.toml\n');
  expect(await nx('sync')).toEqual([0, expect.stringContaining('was synced successfully')]);
  expect(await nx('sync:check')).toEqual([0, expect.anything()]);
  expect(await project.run('check')).toMatchObject({ status: 0 });
  expect((await project.run('generate')).err).toContain('are up to date');
});

test('what git does not know yet is made known', async () => {
  project.git('rm', '--quiet', '--cached', 'generated/seed/flake.nix');
  expect(await nx('sync:check')).toEqual([
    1,
    expect.stringContaining('untracked        generated/seed/flake.nix'),
  ]);
  expect(await nx('sync')).toEqual([0, expect.anything()]);
  expect(await nx('sync:check')).toEqual([0, expect.anything()]);
});

test('what a person edited stays, and is said', async () => {
  await project.write('generated/seed/flake.nix', `${read('generated/seed/flake.nix')}# mine\n`);
  const before = read('generated/seed/flake.nix');
  for (const command of ['sync:check', 'sync']) {
    const [status, said] = await nx(command);
    expect(status).not.toBe(0);
    expect(said).toContain('error[OUTPUT_EDITED]: a generated file was edited by hand');
    expect(said).toContain('edited           generated/seed/flake.nix');
  }
  expect(read('generated/seed/flake.nix')).toBe(before);
});

test('a node is added with all else of lattice.toml kept, and generated', async () => {
  const args = ['g', '@flake-lattice/nx:node', 'more', '--extends=old,seed', '--template=shell'];
  const [, shown] = await nx(...args, '--dry-run');
  expect(shown).toContain('CREATE generated/more/flake.nix');
  expect(project.git('status', '--short')).toBe('');
  expect(await nx(...args)).toEqual([0, expect.stringContaining('CREATE generated/more/flake.nix')]);
  expect(read('lattice.toml')).toBe(
    `${lattice}\n[node.more]\ntemplate = "shell"\nextends = ["old", "seed"]\n`,
  );
  expect(await project.run('check')).toMatchObject({ status: 0 });
});

test.each([
  ['there already', ['old'], 'error[NODE_EXISTS]'],
  ['above one that is not', ['more', '--extends=lost'], 'error[NODE_UNKNOWN]'],
  ['of no such lattice', ['more', '--lattice=lost.toml'], 'error[CONFIG_MISSING]'],
])('a node that is %s is refused, and nothing is written', async (_, args, error) => {
  const [status, said] = await nx('g', '@flake-lattice/nx:node', ...args);
  expect([status, said]).toEqual([1, expect.stringContaining(error)]);
  expect(project.git('status', '--short')).toBe('');
});
