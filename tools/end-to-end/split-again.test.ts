// A crate is split a second time by the real command: what an earlier split learnt is followed, and little is rewritten.
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { withRunLock } from '../../packages/generated-tree/src/index.js';
import { captureIo } from '../testing/capture-io.js';
import { newestNix, workspaceRoot } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const crate = join(workspaceRoot, 'packages/rust-units/fixtures/cases/functions-and-types/input');
const patience = 240_000;
let folder: string;
let original: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'split-again-')));
  await cp(crate, join(folder, 'shapes'), { recursive: true });
  original = await readFile(join(folder, 'shapes/src/lib.rs'), 'utf8');
  expect(await split()).toMatchObject({ status: 0 });
}, patience);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Pinned, so that nothing has to be asked for. */
const nixpkgs = `github:NixOS/nixpkgs/${'0'.repeat(40)}`;
const withoutCargo = { CARGO: '/no/such/cargo' };

function ioOf(env: Readonly<Record<string, string>>) {
  return captureIo({ cwd: folder, env: { ...process.env, FLAKE_LATTICE_NIX: newestNix.path, ...env } });
}

async function split(env: Readonly<Record<string, string>> = {}, ...more: readonly string[]) {
  const io = ioOf(env);
  const status = await run(['split', 'shapes', '--out', 'out', '--nixpkgs', nixpkgs, ...more], io);
  return { status, ...io.printed };
}

async function changedBy(edit: (text: string) => string): Promise<readonly string[]> {
  await writeFile(join(folder, 'shapes/src/lib.rs'), original);
  await split();
  const before = await snapshotTree(join(folder, 'out'));
  await writeFile(join(folder, 'shapes/src/lib.rs'), edit(original));
  expect(await split(withoutCargo)).toMatchObject({ status: 0 });
  const after = await snapshotTree(join(folder, 'out'));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path] && !path.startsWith('.lattice/'),
  );
}

test(
  'nothing is rewritten where nothing is other, and no cargo is asked',
  async () => {
    expect(await changedBy((text) => text)).toEqual([]);
  },
  patience,
);

test(
  'what tests use is asked for again, and nothing of it goes',
  async () => {
    const other = join(folder, 'tester');
    await mkdir(join(other, 'src'), { recursive: true });
    await writeFile(join(other, 'Cargo.toml'), '[package]\nname = "tester"\nversion = "0.1.0"\n');
    await writeFile(join(other, 'src/lib.rs'), '');
    const manifest = join(folder, 'shapes/Cargo.toml');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, `${text}\n[dev-dependencies]\ntester = { path = "../tester" }\n`);
    expect(await split()).toMatchObject({ status: 0 });
    const before = await snapshotTree(join(folder, 'out'));
    expect(Object.keys(before).filter((path) => path.startsWith('crate--tester'))).not.toEqual([]);
    expect(await split()).toMatchObject({ status: 0 });
    expect(await snapshotTree(join(folder, 'out'))).toEqual(before);
    await writeFile(manifest, text);
    await split();
  },
  patience,
);

test(
  'an edit of a body rewrites its unit alone',
  async () => {
    const edit = (text: string) => text.replace('one.saturating_add(other)', 'other.saturating_add(one)');
    expect(await changedBy(edit)).toEqual(['shapes/add/lib.rs']);
  },
  patience,
);

test(
  'comments, blank lines and another order rewrite nothing',
  async () => {
    const constant = 'const ZERO: u64 = 0;\n';
    const edit = (text: string) =>
      text
        .replace(constant, '')
        .replace('/// The sum of all.', `// More.\n\n${constant}\n\n/// The sum of all.`);
    expect(await changedBy(edit)).toEqual([]);
  },
  patience,
);

test(
  'a reference that is new is for rustc to judge',
  async () => {
    await writeFile(
      join(folder, 'shapes/src/lib.rs'),
      original.replace('one.saturating_add(other)', 'one.saturating_add(other + ZERO)'),
    );
    expect((await split(withoutCargo)).err).toContain('error[CARGO_MISSING]');
    expect(await split()).toMatchObject({ status: 0 });
    expect(await readFile(join(folder, 'out/shapes/add/lib.rs'), 'utf8')).toContain(
      'use ::shapes__zero::ZERO;',
    );
  },
  patience,
);

test(
  'a dry run writes nothing',
  async () => {
    const before = await snapshotTree(join(folder, 'out'));
    const { status, out } = await split({}, '--granularity', 'module', '--dry-run');
    expect([status, out]).toEqual([0, expect.stringContaining('1 unit by module')]);
    expect(await snapshotTree(join(folder, 'out'))).toEqual(before);
  },
  patience,
);

test(
  'a split waits for another run on its folder',
  async () => {
    let release = () => {};
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const other = withRunLock(join(folder, 'out'), { env: process.env }, async () => {
      isHeld();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await held;
    const io = ioOf({});
    const status = run(['split', 'shapes', '--out', 'out', '--nixpkgs', nixpkgs], io);
    const ended = status.then(() => 'ended');
    while (!io.printed.err.includes('another run is at work')) {
      expect(await Promise.race([ended, setTimeout(50, 'waits')])).toBe('waits');
    }
    release();
    await other;
    expect(await status).toBe(0);
  },
  patience,
);

test(
  'the command in the headers makes the same again, whatever the folder of the crate is called',
  async () => {
    await cp(crate, join(folder, 'my shapes'), { recursive: true });
    const io = ioOf({});
    expect(await run(['split', 'my shapes', '--out', 'out two', '--nixpkgs', nixpkgs], io)).toBe(0);
    expect(await readFile(join(folder, 'out two/shapes/add/lib.rs'), 'utf8')).toContain(
      `// command: flake-lattice split 'my shapes' --out 'out two' --nixpkgs ${nixpkgs}\n`,
    );
  },
  patience,
);
