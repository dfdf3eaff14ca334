// What a run remembers of its sources is never older than what it made of them: the command as a process of its own, and a crate
// that is really split.
import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newestNix, workspaceRoot } from '../testing/nixes.js';

const program = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
const crate = join(workspaceRoot, 'packages/rust-units/fixtures/cases/functions-and-types/input');
const patience = 240_000;

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[crate.shapes]
path = "shapes"
`;

let root: string;
let work: string;

beforeAll(async () => {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'seen-changes-')));
  [root, work] = [join(base, 'repository'), join(base, 'work')];
  await mkdir(join(root, 'nixpkgs'), { recursive: true });
  await mkdir(work);
  await writeFile(join(root, 'nixpkgs/flake.nix'), '{ outputs = _: { }; }\n');
  await cp(crate, join(root, 'shapes'), { recursive: true });
  await writeFile(join(root, 'lattice.toml'), lattice);
  await runProgram('git', ['init', '--quiet', '.'], { cwd: root, env: process.env });
});
afterAll(() => rm(join(root, '..'), { recursive: true, force: true }));

async function generate(): Promise<ProgramResult> {
  const env = { ...process.env, FLAKE_LATTICE_NIX: newestNix.path, TMPDIR: work };
  const ended = await runProgram(process.execPath, [program, 'generate'], { cwd: root, env });
  expect([ended.exitCode, ended.stderr]).toEqual([0, expect.anything()]);
  return ended;
}

/** A crate that is split has a folder for it. */
async function isSplitting(): Promise<void> {
  while (readdirSync(work).length === 0) await setTimeout(5);
}

/** Both files change within one run, which has read the lattice before. */
test(
  'what is written while a crate is split is seen by the next run',
  async () => {
    const running = generate();
    await isSplitting();
    await writeFile(join(root, 'lattice.toml'), `${lattice}\n[node.late]\n`);
    await running;
    expect((await generate()).stdout).toContain('created      generated/late/flake.nix');
    expect((await generate()).stderr).toContain('are up to date');
  },
  patience,
);

test(
  'a change of the Cargo.toml of the workspace is seen',
  async () => {
    const workspace = (version: string) =>
      writeFile(
        join(root, 'Cargo.toml'),
        `[workspace]\nmembers = ["shapes"]\n[workspace.package]\nversion = "${version}"\n`,
      );
    const manifest = join(root, 'shapes/Cargo.toml');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace(/version = .*/, 'version.workspace = true'));
    await workspace('7.0.0');
    await generate();
    await setTimeout(50);
    expect((await generate()).stderr).toContain('are up to date');
    await workspace('8.0.0');
    await generate();
    expect(await readFile(join(root, 'generated/shapes/Cargo.toml'), 'utf8')).toContain('version = "8.0.0"');
  },
  patience,
);
