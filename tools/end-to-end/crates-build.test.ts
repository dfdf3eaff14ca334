// `flake-lattice build` of a crate, in a repository that has the stand-in alone: the compilers are found by themselves.
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { describeWithNix, environmentWith, newestNix } from '../testing/nixes.js';
import { tallyFiles, tallySplitter } from './crates.fixture.js';

const patience = 240_000;
const splitCrate = tallySplitter(() => ({}));

const files = {
  'lattice.toml': `
[inputs.nixpkgs]
url = "path:./nixpkgs"
[node.tools]
template = "shell"
packages = ["rustc"]
[crate.tally]
path = "tally"
[node.dev]
extends = ["tally", "tools"]
template = "shell"
`,
  ...tallyFiles,
};

describeWithNix(
  'a crate on the stand-in',
  (nix) => {
    let project: LatticeProject;

    beforeAll(async () => {
      project = await makeLatticeProject({ nixpkgs: 'stand-in', nix, files, splitCrate });
      const { status, err } = await project.run('generate');
      if (status !== 0) throw new Error(err);
    }, patience);

    afterAll(() => project.remove());

    const build = async (...args: string[]) => {
      const { status, out, err } = await project.run('build', ...args);
      expect([status, err]).toEqual([0, expect.anything()]);
      return new Map(
        out
          .trim()
          .split('\n')
          .map((line) => line.split(/ +/) as [string, string]),
      );
    };

    test(
      'is built through the hub, and alone to the same path',
      async () => {
        const through = await build();
        expect([...through.keys()]).toEqual(expect.arrayContaining(['dev', 'tally', 'tally--left', 'tools']));
        expect(through.get('tally')).toMatch(/-rust_tally-1\.2\.0$/);
        expect(await build('tally', '--alone')).toEqual(new Map([['tally', through.get('tally')]]));
      },
      patience,
    );

    test(
      'leaves a node without it the path that plain `nix build` gives',
      async () => {
        const { stdout } = await runProgram(
          nix.path,
          ['eval', '--raw', '--no-write-lock-file', `${join(project.root, 'generated')}#tools.outPath`],
          {
            cwd: project.root,
            env: { ...environmentWith(nix), NIX_CONFIG: 'extra-experimental-features = nix-command flakes' },
          },
        );
        expect((await build('tools', 'tally')).get('tools')).toBe(stdout);
      },
      patience,
    );

    test('is refused with its mend where the nixpkgs that was named knows no compiler', async () => {
      const { status, err } = await project.run('build', 'tally', '--nixpkgs', 'path:./nixpkgs');
      expect([status, err]).toEqual([2, expect.stringContaining('error[COMPILER_MISSING]')]);
      expect(err).toContain('npm run set-up');
    });
  },
  [newestNix],
);
