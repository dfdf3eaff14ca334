// The programs of a crate that is split, and a file that is no text: built by real Nix with the facade, found by its tests, and
// on PATH of nodes above.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import { inputOf, readTree } from '../../packages/rust-units/src/cases.fixture.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { readFacts } from '../testing/machine.js';
import { describeWithNix, environmentWith, type TestedNix } from '../testing/nixes.js';
import { system } from './nodes.fixture.js';

const patience = 240_000;

const lattice = `
[inputs.nixpkgs]
url = "path:./nixpkgs"
[crate.counts]
path = "counts"
[node.dev]
extends = ["counts"]
template = "shell"
`;

const mark = Uint8Array.of(0, 255, 10, 137);
const marked = `
/// What is no text.
pub static MARK: &[u8] = include_bytes!("mark.bin");

#[cfg(test)]
mod marks {
    #[test]
    fn are_whole() {
        assert_eq!(crate::MARK, [${mark}]);
    }
}
`;

let project: LatticeProject;
beforeAll(async () => {
  const crate = Object.entries(readTree(inputOf('programs')));
  project = await makeLatticeProject({
    nixpkgs: 'stand-in',
    files: {
      'lattice.toml': lattice,
      'nixpkgs/host.nix': renderHostFacts(await readFacts()),
      ...Object.fromEntries(
        crate.map(([path, text]) => [`counts/${path}`, path === 'src/lib.rs' ? text + marked : text]),
      ),
    },
  });
  await writeFile(join(project.root, 'counts/src/mark.bin'), mark);
  // Cargo may be one that looks for its compiler in the home of the user.
  const { PATH = '', HOME = '' } = process.env;
  const { status, err } = await project.runWith({ ...process.env, PATH, HOME }, 'generate');
  if (status !== 0) throw new Error(err);
}, patience);
afterAll(() => project.remove());

async function nix(tested: TestedNix, ...args: string[]): Promise<string> {
  const env = { ...environmentWith(tested), NIX_CONFIG: 'extra-experimental-features = nix-command flakes' };
  const { stdout, stderr, exitCode } = await runProgram(tested.path, args, { cwd: project.root, env });
  if (exitCode !== 0) throw new Error(`nix ${args.join(' ')} ended with ${exitCode}\n${stderr}`);
  return stdout.trim();
}

const build = (tested: TestedNix, output: string) =>
  nix(tested, 'build', '--no-write-lock-file', '--no-link', '--print-out-paths', `./generated#${output}`);

describeWithNix('the programs of a crate', (tested) => {
  test(
    'are built, but for those that ask for a feature that is off, and say what the crate says',
    async () => {
      const folder = join(await build(tested, 'counts'), 'bin');
      expect((await readdir(folder)).sort()).toEqual(['counts', 'long-name']);
      const printed = async (name: string) => {
        const { stdout } = await runProgram(join(folder, name), [], { cwd: project.root, env: {} });
        return stdout;
      };
      expect(await printed('counts')).toBe('Counts words: 3\n');
      expect(await printed('long-name')).toBe('Some("bcd")\n');
    },
    patience,
  );

  test(
    'are found by the tests of the crate, and so is what is no text',
    async () => {
      const generated = join(project.root, 'generated/counts');
      const files = await readdir(generated, { recursive: true });
      const copies = files.filter((file) => file.endsWith('/mark.bin'));
      expect(copies.length).toBeGreaterThan(0);
      for (const copy of copies) expect([...(await readFile(join(generated, copy)))]).toEqual([...mark]);
      await build(tested, `checks.${system}.counts`);
    },
    patience,
  );

  test(
    'are commands for the nodes above',
    async () => {
      expect(await nix(tested, 'develop', '--no-write-lock-file', './generated#dev', '-c', 'counts')).toBe(
        'Counts words: 3',
      );
    },
    patience,
  );
});
