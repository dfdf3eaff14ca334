// What nodes the splits of crates become: whole crates shared, crates that are split themselves, names and renames.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Lattice, LatticeCrate } from '@flake-lattice/config-builder';
import type { CrateSplit, WholeCrate } from '@flake-lattice/rust-units';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SplitOfCrate } from './node-names.js';
import { rustNodes } from './rust-nodes.js';
import { listCrateFiles } from './whole-crate-files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rust-nodes-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function whole(name: string, more: Partial<WholeCrate> = {}): WholeCrate {
  return {
    id: `${name}@1.0.0`,
    name,
    version: '1.0.0',
    libName: name.replaceAll('-', '_'),
    edition: '2021',
    folder: join(folder, name),
    libPath: 'src/lib.rs',
    isProcMacro: false,
    features: [],
    crates: [],
    buildCrates: [],
    renames: {},
    ...more,
  };
}

function splitOf(name: string, crates: readonly WholeCrate[], more: Partial<CrateSplit> = {}): SplitOfCrate {
  const common = { units: [], renames: {}, files: [], hasBuildScript: false };
  const split: CrateSplit = {
    crate: name,
    version: '1.0.0',
    edition: '2021',
    granularity: 'declaration',
    features: [],
    units: [
      {
        ...common,
        packageName: `${name}--f`,
        libName: `${name}__f`,
        folder: 'f',
        crates: crates.map(({ id }) => id),
        declarations: ['f', 'g', 'h'],
        merges: [],
        lines: 3,
      },
    ],
    facade: {
      ...common,
      packageName: name,
      libName: name,
      units: [`${name}--f`],
      crates: [],
      programs: [],
      described: {},
      tests: [],
    },
    crates,
    ...more,
  };
  return { crate: { name, path: name } as LatticeCrate, split };
}

function nodesOf(...splits: readonly SplitOfCrate[]) {
  const nodes = rustNodes({ folder } as Lattice, splits);
  return new Map(nodes.map((node) => [node.name, node]));
}

test('a crate that two others use is one node, with the features of both', async () => {
  await write({ 'used/src/lib.rs': '', 'used/Cargo.toml': '', 'low/src/lib.rs': '' });
  const nodes = nodesOf(
    splitOf('one', [whole('used', { features: ['std'] })]),
    splitOf('two', [whole('low'), whole('used', { features: ['alloc'], crates: ['low@1.0.0'] })]),
  );
  expect([...nodes.keys()]).toEqual([
    'one',
    'one--f',
    'two',
    'two--f',
    'crate--low-1-0-0',
    'crate--used-1-0-0',
  ]);
  expect(nodes.get('crate--used-1-0-0')).toMatchObject({
    features: ['alloc', 'std'],
    dependencies: ['crate--low-1-0-0'],
    libraryFiles: ['Cargo.toml', 'src/lib.rs'],
    source: 'used',
  });
  expect(nodes.get('one--f')?.description).toBe('f and 2 more of one');
});

test('a crate that is split itself is its facade, where that has the features', async () => {
  await write({ 'low/src/lib.rs': '' });
  const upper = splitOf('upper', [whole('low')]);
  expect(nodesOf(splitOf('low', []), upper).get('upper--f')?.dependencies).toEqual(['low']);
  const more = splitOf('upper', [whole('low', { features: ['std'] })]);
  expect(nodesOf(splitOf('low', []), more).get('upper--f')?.dependencies).toEqual(['crate--low-1-0-0']);
  const other = splitOf('upper', [whole('low', { folder: join(folder, 'elsewhere') })]);
  await write({ 'elsewhere/src/lib.rs': '' });
  expect(nodesOf(splitOf('low', []), other).get('upper--f')?.dependencies).toEqual(['crate--low-1-0-0']);
});

test('a crate has the name that lattice.toml gives it, and so have its units', () => {
  const { split } = splitOf('tally', []);
  const nodes = nodesOf({ crate: { name: 'mine', path: 'x' } as LatticeCrate, split });
  expect([...nodes.keys()]).toEqual(['mine', 'mine--f']);
  expect(nodes.get('mine')).toMatchObject({ dependencies: ['mine--f'], crateName: 'tally' });
  expect(nodes.get('mine--f')).toMatchObject({ folder: 'mine/f', crateName: 'tally--f' });
});

test('a crate brings what its compiler may read, and no more', async () => {
  await write({
    'a/Cargo.toml': '',
    'a/build.rs': 'not named by Cargo.toml',
    'a/README.md': '',
    'a/CHANGES.md': '',
    'a/tests/t.rs': '',
    'a/.hidden': '',
    'a/examples/shown.rs': '',
    'a/src/lib.rs':
      '#![doc = include_str!("../README.md")]\nconst A: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/shown.rs"));\ninclude!("../../outside.rs");',
    'a/src/deep/data.txt': '',
  });
  const files = ['Cargo.toml', 'README.md', 'examples/shown.rs', 'src/deep/data.txt', 'src/lib.rs'];
  await writeFile(join(folder, 'a/src/image.png'), Uint8Array.of(0x89, 0xff));
  expect(listCrateFiles(whole('a'))).toEqual(files);
  expect(listCrateFiles(whole('a', { buildScript: 'build.rs' }))).toEqual(
    ['CHANGES.md', 'build.rs', 'src/image.png', ...files].sort(),
  );
});
