// A crate that was split, as nodes of a lattice: built by real Nix, alone and through the hub, and tested.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { readFacts } from '../testing/machine.js';
import { describeWithNix, environmentWith, newestNix, type TestedNix } from '../testing/nixes.js';
import { type TallyTexts, tallyFiles, tallySplitter } from './crates.fixture.js';
import { system } from './nodes.fixture.js';

/** In milliseconds; the machine may be busy. */
const patience = 240_000;

const lattice = `
[inputs.nixpkgs]
url = "path:./nixpkgs"
[node.base]
template = "shell"
env = { LEVEL = "base" }
[crate.tally]
path = "tally"
extends = ["base"]
[node.dev]
extends = ["tally"]
template = "shell"
`;

/** Lower ones first. */
const units = ['build', 'left', 'right', 'token', 'top'];
const folders = new Map([
  ['crate--tiny-words-0-3-1', 'crate--tiny-words-0-3-1'],
  ['tally', 'tally'],
  ...units.map((name): [string, string] => [`tally--${name}`, `tally/${name}`]),
]);

let project: LatticeProject;
let texts: TallyTexts = {};
beforeAll(async () => {
  project = await makeLatticeProject({
    nixpkgs: 'stand-in',
    files: {
      'lattice.toml': lattice,
      'nixpkgs/host.nix': renderHostFacts(await readFacts()),
      ...tallyFiles,
    },
    splitCrate: tallySplitter(() => texts),
  });
  await generate();
}, patience);
afterAll(() => project.remove());

async function generate(changed: TallyTexts = {}): Promise<void> {
  texts = changed;
  const { status, err } = await project.run('generate', '--overwrite');
  if (status !== 0) throw new Error(err);
}

async function nix(tested: TestedNix, ...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await tryNix(tested, ...args);
  if (exitCode !== 0) throw new Error(`nix ${args.join(' ')} ended with ${exitCode}\n${stderr}`);
  return stdout.trim();
}

function tryNix(tested: TestedNix, ...args: string[]) {
  return runProgram(tested.path, args, {
    cwd: project.root,
    env: { ...environmentWith(tested), NIX_CONFIG: 'extra-experimental-features = nix-command flakes' },
  });
}

const unlocked = '--no-write-lock-file';
const outPath = (tested: TestedNix, installable: string) =>
  nix(tested, 'build', unlocked, '--no-link', '--print-out-paths', installable);

async function derivations(tested: TestedNix): Promise<Record<string, string>> {
  const names = [...folders.keys()].map((name) => JSON.stringify(name)).join(' ');
  const apply = `packages: builtins.listToAttrs (map (name: { inherit name; value = packages.\${name}.drvPath; }) [ ${names} ])`;
  return JSON.parse(
    await nix(tested, 'eval', '--json', unlocked, `./generated#packages.${system}`, '--apply', apply),
  );
}

async function changedBy(tested: TestedNix, edit: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await derivations(tested);
  await edit();
  const after = await derivations(tested);
  return [...folders.keys()].filter((name) => before[name] !== after[name]).sort();
}

describeWithNix('a crate through the hub', (tested) => {
  test(
    'is built with all its units and tests',
    async () => {
      await generate();
      await nix(tested, 'flake', 'check', unlocked, './generated');
      await nix(tested, 'build', unlocked, '--no-link', './generated');
    },
    patience,
  );

  test(
    'has a facade that brings all units with it',
    async () => {
      const closure = await nix(
        tested,
        'path-info',
        '--recursive',
        await outPath(tested, './generated#tally'),
      );
      for (const name of [
        ...units.map((unit) => (unit === 'build' ? 'tally_found-1.2.0' : `tally--${unit}-1.2.0`)),
        'tally-1.2.0',
        'derive-it-0.1.0',
        'tiny-words-0.3.1',
      ]) {
        expect(closure).toContain(`-rust_${name}-lib`);
      }
    },
    patience,
  );

  test(
    'an edit of a unit changes what builds upon it, and nothing else',
    async () => {
      await generate();
      const edit = () => generate({ left: 'pub fn left(token: &Token) -> u32 { token.0 + token.0 }' });
      expect(await changedBy(tested, edit)).toEqual(['tally', 'tally--left', 'tally--top']);
      await outPath(tested, './generated#tally');
    },
    patience,
  );

  test(
    'comments, locks, tests and files that no compiler reads change nothing',
    async () => {
      await generate();
      const edit = async () => {
        await generate({ expected: 11 });
        for (const folder of folders.values())
          await appendFile(join(project.root, 'generated', folder, 'flake.nix'), '# A comment.\n');
        await project.write('generated/tally/left/notes.txt', 'notes');
        await project.run('lock', 'tally--top');
        project.git('add', '--all');
      };
      expect(await changedBy(tested, edit)).toEqual([]);
    },
    patience,
  );

  test(
    'a test that fails is a check that fails',
    async () => {
      await generate({ expected: 11 });
      const { exitCode, stderr } = await tryNix(
        tested,
        'build',
        unlocked,
        '--no-link',
        '--print-build-logs',
        `./generated#checks.${system}.tally`,
      );
      expect(exitCode).not.toBe(0);
      expect(stderr).toContain('test whole ... FAILED');
      expect(stderr).toContain('test tests::overflows - should panic ... ok');
      expect(stderr).toContain('lib.rs - is_fast');
      expect(stderr).toMatch(/tests failed: tally$/m);
    },
    patience,
  );
});

describeWithNix(
  'each unit by its own flake',
  (tested) => {
    test(
      'is what it is through the hub, with the lock that the command writes too',
      async () => {
        await generate();
        for (const [name, folder] of folders) {
          const alone = await outPath(tested, `./generated/${folder}`);
          expect([name, alone]).toEqual([name, await outPath(tested, `./generated#${name}`)]);
        }
        expect((await project.run('lock', 'tally--top', 'tally')).status).toBe(0);
        for (const folder of ['tally/top', 'tally']) {
          const file = join(project.root, 'generated', folder, 'flake.lock');
          const before = await readFile(file, 'utf8');
          await nix(tested, 'flake', 'lock', `./generated/${folder}`);
          expect(await readFile(file, 'utf8')).toBe(before);
          await nix(tested, 'build', '--no-link', '--no-update-lock-file', `./generated/${folder}`);
        }
        await project.run('lock', '--drop', 'tally--top', 'tally');
      },
      patience,
    );

    test(
      'a follows that changes builds nothing anew',
      async () => {
        await generate();
        const before = await outPath(tested, './generated/tally/left');
        await generate({ extraEdge: true });
        expect(await outPath(tested, './generated/tally/left')).toBe(before);
      },
      patience,
    );
  },
  [newestNix],
);

test(
  'a node above the facade has its tools, and what that builds upon',
  async () => {
    await generate();
    const shown = await nix(
      newestNix,
      ...['develop', unlocked, './generated#dev', '--command', 'bash', '-c', 'echo $LEVEL; type -p rustc'],
    );
    expect(shown).toMatch(/^base\n\/.*\/rustc$/m);
  },
  patience,
);
