// A crate of three hundred units, as nodes of a lattice: evaluated by real Nix, alone and through the hub.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import type { CrateSplit, Unit } from '@flake-lattice/rust-units';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { readFacts } from '../testing/machine.js';
import { describeWithNix, environmentWith, newestNix, type TestedNix } from '../testing/nixes.js';
import { filesOf, unit } from './crates.fixture.js';
import { system } from './nodes.fixture.js';

/** In milliseconds; the machine may be busy. */
const patience = 240_000;
const count = 300;

/** Each unit upon up to four below it, the near ones rather than the far. */
function manyUnits(): readonly Unit[] {
  return Array.from({ length: count }, (_, number) => {
    const below = [1, 3, 17, 40].map((span) => number % span);
    const lower = below.map((back) => number - 1 - back).filter((each) => each >= 0);
    const uses = [...new Set(lower.map((each) => `u${each}`))].sort();
    const sum = uses.map((name) => `tally__${name}::f()`).join(' ^ ');
    return unit(`u${number}`, uses, `pub fn f() -> u64 { ${sum || number} }`);
  }).sort((one, other) => (one.packageName < other.packageName ? -1 : 1));
}

function split(): CrateSplit {
  const units = manyUnits();
  return {
    crate: 'tally',
    version: '1.0.0',
    edition: '2021',
    granularity: 'declaration',
    features: [],
    units,
    crates: [],
    facade: {
      packageName: 'tally',
      libName: 'tally',
      units: units.map(({ packageName }) => packageName),
      crates: [],
      renames: {},
      hasBuildScript: false,
      programs: [],
      described: {},
      tests: [],
      files: filesOf({ 'Cargo.toml': '', 'lib.rs': `pub use tally__u${count - 1}::f;\n` }),
    },
  };
}

let project: LatticeProject;
beforeAll(async () => {
  project = await makeLatticeProject({
    nixpkgs: 'stand-in',
    files: {
      'lattice.toml': '[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n[crate.tally]\npath = "tally"\n',
      'tally/Cargo.toml': '',
      'nixpkgs/host.nix': renderHostFacts(await readFacts()),
    },
    splitCrate: async () => split(),
  });
  const { status, err } = await project.run('generate');
  if (status !== 0) throw new Error(err);
}, patience);
afterAll(() => project.remove());

async function derivationOf(nix: TestedNix, installable: string): Promise<string> {
  const { stdout, stderr, exitCode } = await runProgram(
    nix.path,
    ['eval', '--raw', '--no-write-lock-file', installable],
    {
      cwd: project.root,
      env: { ...environmentWith(nix), NIX_CONFIG: 'extra-experimental-features = nix-command flakes' },
    },
  );
  if (exitCode !== 0) throw new Error(stderr);
  return stdout;
}

const top = `tally--u${count - 1}`;

describeWithNix('three hundred units through the hub', (nix) => {
  test(
    'evaluate, the tests of the facade too',
    async () => {
      expect(await derivationOf(nix, './generated#tally.drvPath')).toMatch(/-rust_tally-1\.0\.0\.drv$/);
      const check = `./generated#checks.${system}.tally.drvPath`;
      expect(await derivationOf(nix, check)).toMatch(/-rust_tally-1\.0\.0-test\.drv$/);
      const all = await derivationOf(nix, `./generated#packages.${system}.default.drvPath`);
      expect(all).toMatch(/-lattice\.drv$/);
    },
    patience,
  );
});

describeWithNix(
  'three hundred units by their own flakes',
  (nix) => {
    test(
      'evaluate to what they are through the hub',
      async () => {
        for (const [name, folder] of [
          ['tally', 'tally'],
          [top, `tally/u${count - 1}`],
        ]) {
          const alone = await derivationOf(nix, `./generated/${folder}#default.drvPath`);
          expect(alone).toBe(await derivationOf(nix, `./generated#${name}.drvPath`));
        }
      },
      patience,
    );
  },
  [newestNix],
);

test('the flakes of units are small, and the lock of the hub has each once', () => {
  const read = (path: string) => readFileSync(join(project.root, 'generated', path), 'utf8');
  const sizes = split()
    .units.map(({ folder }) => read(`tally/${folder}/flake.nix`).length)
    .sort((one, other) => one - other);
  expect(sizes[count / 2]).toBeLessThan(6000);
  expect(Object.keys(JSON.parse(read('flake.lock')).nodes)).toHaveLength(count + 3);
});
