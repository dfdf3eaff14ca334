// What is wrong in an output folder stops Nx with a coded error that says where, and how to mend it.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { makeNxWorkspace, type NxWorkspace } from '../testing/nx-workspace.js';

let project: LatticeProject;
let workspace: NxWorkspace;

beforeAll(async () => {
  const lattice = '[inputs.nixpkgs]\nurl = "path:../nixpkgs"\n[node.seed]\n[node.top]\nextends = ["seed"]\n';
  project = await makeLatticeProject({
    files: { 'one/lattice.toml': lattice, 'two/lattice.toml': lattice },
  });
  for (const folder of ['one', 'two']) {
    const { status, err } = await project.run('generate', '--lattice', `${folder}/lattice.toml`);
    expect([status, err]).toEqual([0, expect.anything()]);
  }
  workspace = makeNxWorkspace(project.root);
  project.git('add', '--all');
});

beforeEach(() => {
  project.git('checkout', '--quiet', '--', '.');
});
afterAll(() => project.remove());

async function show(): Promise<{ readonly exitCode: number; readonly printed: string }> {
  const { exitCode, stdout, stderr } = await workspace.nx('show', 'projects');
  return { exitCode, printed: stdout + stderr };
}

test('nothing is wrong with what was generated', async () => {
  const { exitCode, printed } = await show();
  expect([exitCode, printed.trim().split('\n').sort()]).toEqual([
    0,
    ['one', 'two'].flatMap((folder) => ['', '/seed', '/top'].map((node) => `${folder}/generated${node}`)),
  ]);
});

test('a flake.nix that is not Nix', async () => {
  await project.write('one/generated/top/flake.nix', '{\n  outputs = ;\n}\n');
  const { exitCode, printed } = await show();
  expect(exitCode).toBe(1);
  expect(printed).toContain('error[FLAKE_SYNTAX]: `one/generated/top/flake.nix` is not valid Nix');
  expect(printed).toContain('at one/generated/top/flake.nix:2:13');
  expect(printed).toContain('hint: flake-lattice generate --overwrite');
});

test('an input that leads nowhere', async () => {
  await rm(join(project.root, 'two/generated/seed'), { recursive: true });
  const { exitCode, printed } = await show();
  expect(exitCode).toBe(1);
  expect(printed).toContain('error[INPUT_PATH_MISSING]: the input `seed` leads to `two/generated/seed`');
  expect(printed).toContain('at two/generated/top/flake.nix');
  expect(printed).toContain('hint: flake-lattice generate');
});

test('two nodes that would have one name', async () => {
  const nxJson = JSON.stringify({
    neverConnectToCloud: true,
    plugins: [{ plugin: '@flake-lattice/nx', options: { projectNames: 'node' } }],
  });
  await project.write('nx.json', nxJson);
  const { exitCode, printed } = await show();
  expect(exitCode).toBe(1);
  expect(printed).toContain(
    'error[PROJECT_NAME_CLASH]: `one/generated/top` and `two/generated/top` would both be the project `top`',
  );
  expect(printed).toContain('hint: in nx.json');
});

test('an option that the plugin does not have', async () => {
  const nxJson = JSON.stringify({
    neverConnectToCloud: true,
    plugins: [{ plugin: '@flake-lattice/nx', options: { names: 'node' } }],
  });
  await project.write('nx.json', nxJson);
  const { exitCode, printed } = await show();
  expect([exitCode, printed]).toEqual([1, expect.stringContaining('error[USAGE]: `names` is no option')]);
});
