// External inputs that are folders of the repository: what is not there, and what has the lattice as input itself, is refused
// by its line before anything is written; what is there is taken.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

let project: LatticeProject;

const root = '{\n  inputs.lattice.url = "path:./generated";\n  outputs = inputs: { };\n}\n';
const flake = '{ outputs = _: { }; }\n';

function latticeWith(foo: string): string {
  return `[inputs.nixpkgs]
url = "path:./nixpkgs"

[inputs.foo]
${foo}

[node.a]
inputs = ["foo"]

[node.b]
`;
}

beforeEach(async () => {
  project = await makeLatticeProject({
    files: {
      'lattice.toml': latticeWith('url = "path:./there"'),
      'flake.nix': root,
      'there/flake.nix': flake,
      'a b/deep/flake.nix': flake,
      'bare/data.txt': 'data\n',
      'around/flake.nix': '{\n  inputs.top.url = "path:..";\n  outputs = inputs: { };\n}\n',
    },
  });
});
afterEach(() => project.remove());

describe('an input that is a folder of the repository', () => {
  test.each([
    ['url = "path:./nope"', 'FLAKE_MISSING', 'there is no flake at `nope`'],
    ['url = "./no%20pe"', 'FLAKE_MISSING', 'there is no flake at `no%20pe`'],
    ['url = "path:./no%20pe"', 'FLAKE_MISSING', 'there is no flake at `no pe`'],
    ['url = "path:./bare"', 'FLAKE_MISSING', 'there is no flake at `bare`'],
    ['url = "path:./there?dir=deep"', 'FLAKE_MISSING', 'there is no flake at `there/deep`'],
    ['url = "path:./nope"\nflake = false', 'FLAKE_MISSING', 'there is neither a folder nor a file at `nope`'],
    ['url = "path:."', 'NODE_CYCLE', '`foo` is `.`, which has as input `generated`, which has as input `.`'],
    ['url = "path:./generated"', 'NODE_CYCLE', '`foo` is `generated`, which has as input `generated`'],
    ['url = "path:./generated/a"', 'NODE_CYCLE', '`foo` is `generated/a`, which has as input `generated/a`'],
    ['url = "path:./around"', 'NODE_CYCLE', '`foo` is `around`, which has as input `.`, which has'],
  ])('%j is refused as %s', async (foo, code, says) => {
    for (const before of ['', latticeWith('url = "path:./there"')]) {
      if (before !== '') {
        await project.write('lattice.toml', before);
        expect((await project.run('generate')).status).toBe(0);
      }
      await project.write('lattice.toml', latticeWith(foo));
      const tree = await snapshotTree(project.root);
      for (const command of ['generate', 'check']) {
        const { status, err } = await project.run(command);
        expect([status, err]).toEqual([2, expect.stringContaining(`error[${code}]: `)]);
        expect(err).toContain(says);
        expect(err).toMatch(/^ {2}at lattice\.toml:4:\d+\n {2}hint: /m);
      }
      expect(await snapshotTree(project.root)).toEqual(tree);
    }
  });

  test.each([
    'url = "path:./a%20b/deep"',
    'url = "path:./a%20b?dir=deep"',
    'url = "path:./bare"\nflake = false',
    'url = "path:./bare/data.txt"\nflake = false',
    'url = "path:./around"\nfollows.top = "nixpkgs"',
  ])('%j is taken', async (foo) => {
    await project.write('lattice.toml', latticeWith(foo));
    const { status, err } = await project.run('generate');
    expect([status, err]).toEqual([0, expect.not.stringContaining('error[')]);
    expect((await project.run('check')).status).toBe(0);
  });

  test('that is the root flake is taken where that has nothing of the lattice', async () => {
    await project.write('flake.nix', flake);
    await project.write('lattice.toml', latticeWith('url = "path:."'));
    expect((await project.run('generate')).status).toBe(0);
  });
});
