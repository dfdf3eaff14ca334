// Tasks of a lattice with a flake that somebody wrote, which has no package, as Nx runs them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { makeNxWorkspace, type NxWorkspace } from '../testing/nx-workspace.js';

const patience = 120_000;

const lattice = `
[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.mine]
flake = "mine"

[node.dev]
extends = ["mine"]
template = "shell"
`;

const mine = `{
  inputs.nixpkgs.url = "path:../nixpkgs";
  outputs = { self, nixpkgs }: { told = 1; };
}
`;

let project: LatticeProject;
let workspace: NxWorkspace;

beforeAll(async () => {
  project = await makeLatticeProject({
    nixpkgs: 'stand-in',
    files: { 'lattice.toml': lattice, 'mine/flake.nix': mine },
  });
  workspace = makeNxWorkspace(project.root);
}, patience);
afterAll(() => project.remove());

test(
  'generates, and builds what there is to build',
  async () => {
    expect((await project.run('generate')).status).toBe(0);
    project.git('add', '--all');
    await project.write('lattice.toml', lattice.replace('[node.dev]', '[node.dev]\ndescription = "D"'));
    for (const target of ['generate', 'build']) {
      const { exitCode, stdout, stderr } = await workspace.nx(
        'run-many',
        '-t',
        target,
        '--output-style=static',
      );
      expect([exitCode, stdout + stderr]).toEqual([0, expect.stringContaining('Successfully ran target')]);
    }
    expect(project.git('status', '--short', 'generated/dev/flake.nix')).not.toBe('');
    const { exitCode, stdout } = await workspace.nx(
      'run',
      'generated:build',
      '--output-style=static',
      '--skip-nx-cache',
    );
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/1 nodes? (?:is|are) in the store/)]);
  },
  patience,
);
