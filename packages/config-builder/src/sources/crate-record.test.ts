// [crate.NAME] in lattice.toml: its record, its facade as a node, and its faults with their places.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { edgesOf } from './lattice-record.js';
import { readLattice } from './read-lattice.js';

const folder = await realpath(await mkdtemp(join(tmpdir(), 'crate-record-')));
await mkdir(join(folder, '.git'));
await mkdir(join(folder, 'crates/tally'), { recursive: true });
await writeFile(join(folder, 'file'), '');
afterAll(() => rm(folder, { recursive: true }));

async function read(...lines: readonly string[]) {
  await writeFile(join(folder, 'lattice.toml'), lines.join('\n'));
  return readLattice(join(folder, 'lattice.toml'), 'lattice.toml');
}

describe('a crate', () => {
  test('has a record, and its facade is a node', async () => {
    const lattice = await read(
      '[node.rust]',
      '[node.dev]',
      'extends = ["tally"]',
      '[crate.tally]',
      'path = "crates//tally/"',
      'extends = ["rust"]',
      'granularity = "module"',
      'max-bytes = 4096',
      'features = ["std", "alloc"]',
      'default-features = false',
      '[crate.other]',
      'path = "crates/tally"',
      'description = "Another"',
    );
    expect([...lattice.crates.values()]).toEqual([
      {
        name: 'other',
        place: expect.objectContaining({ file: 'lattice.toml', line: 11 }),
        path: 'crates/tally',
        description: 'Another',
        extends: [],
        granularity: 'declaration',
        features: [],
        defaultFeatures: true,
      },
      {
        name: 'tally',
        place: expect.objectContaining({ file: 'lattice.toml', line: 4 }),
        path: 'crates/tally',
        extends: ['rust'],
        granularity: 'module',
        maxBytes: 4096,
        features: ['alloc', 'std'],
        defaultFeatures: false,
      },
    ]);
    expect(lattice.nodes.get('tally')).toMatchObject({
      template: { kind: 'crate' },
      description: 'The crate crates/tally',
      packages: ['cargo', 'rustc'],
      ejected: false,
    });
    expect([...edgesOf(lattice)]).toEqual([
      ['dev', ['tally']],
      ['other', []],
      ['rust', []],
      ['tally', ['rust']],
    ]);
  });

  const at = '[crate.tally]\npath = "crates/tally"\n';
  test.each([
    ['[crate.tally]', 'CONFIG_KEY_MISSING', 1],
    ['[crate.tally]\npath = "../x"', 'PATH_OUTSIDE', 2],
    ['[crate.tally]\npath = "nowhere"', 'SOURCE_MISSING', 2],
    ['[crate.tally]\npath = "file"', 'SOURCE_MISSING', 2],
    ['[crate.self]\npath = "crates/tally"', 'NODE_NAME_INVALID', 1],
    [`${at}granularity = "line"`, 'CONFIG_OUT_OF_RANGE', 3],
    [`${at}max-bytes = 0`, 'CONFIG_OUT_OF_RANGE', 3],
    [`${at}features = ["a b"]`, 'CONFIG_OUT_OF_RANGE', 3],
    [`${at}extends = ["none"]`, 'NODE_UNKNOWN', 3],
    [`${at}extends = ["tally"]`, 'NODE_CYCLE', 3],
    [`${at}[node.tally]`, 'NAME_CLASH', 1],
    [`${at}[node.Tally]`, 'NAME_CLASH', 1],
    [`${at}[inputs.tally]\nurl = "path:./x"`, 'NAME_CLASH', 1],
    [`${at}extends = ["up"]\n[node.up]\nextends = ["tally"]`, 'NODE_CYCLE', 3],
  ])('%j is refused with %s', async (text, code, line) => {
    await expect(read(text)).rejects.toMatchObject({ code, place: { file: 'lattice.toml', line } });
  });
});
