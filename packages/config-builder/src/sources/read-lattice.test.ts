// lattice.toml: its records, and its faults with their places. Reads real files, this repository's own among them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Origin } from '../origin.js';
import { leavesOf, type MarkedTable } from '../toml/marked-table.js';
import { readLattice } from './read-lattice.js';

const repository = join(import.meta.dirname, '../../../..');

const folder = await mkdtemp(join(tmpdir(), 'lattice-'));
afterAll(() => rm(folder, { recursive: true }));

async function lattice(text: string) {
  const file = join(await mkdtemp(join(folder, 'case-')), 'lattice.toml');
  await writeFile(file, text);
  return readLattice(file, 'lattice.toml');
}

function origins(config: MarkedTable<Origin>): readonly string[] {
  return [...leavesOf(config)].map(
    ({ path, node }) => `${path.join('.')} ${node.mark.layer} ${node.mark.name}:${node.mark.place?.line}`,
  );
}

describe('readLattice', () => {
  test('reads this repository’s own', async () => {
    const { output, nodes } = await readLattice(join(repository, 'lattice.toml'));
    expect(output).toBe('generated');
    expect(nodes.get('config-seed')).toMatchObject({
      template: 'config',
      description: 'The seed configuration',
    });
  });

  test('gives the records of each section, with places', async () => {
    const read = await lattice(
      [
        'lattice.systems = ["x86_64-linux"]',
        '[inputs]',
        'nixpkgs.url = "path:./nix"',
        'other.url = "github:a/b"',
        '[config.rust]',
        'channel = "beta"',
        '[config.my]',
        'x = 1',
        '[node.seed.config.build]',
        'jobs = 2',
      ].join('\n'),
    );
    expect(read.inputs.flatMap(origins)).toEqual([
      'nix.systems inputs lattice.toml:1',
      'nix.nixpkgs inputs lattice.toml:3',
      'nix.inputs.other inputs lattice.toml:4',
    ]);
    expect(origins(read.config)).toEqual([
      'rust.channel lattice lattice.toml:6',
      'my.x lattice lattice.toml:8',
    ]);
    expect([...read.nodes.values()].flatMap(({ config }) => origins(config))).toEqual([
      'build.jobs node lattice.toml:10',
    ]);
    expect(read.output).toBe('generated');
  });

  test.each([
    ['schema = 1', 'CONFIG_UNKNOWN_SECTION', 1],
    ['[inputz]', 'CONFIG_UNKNOWN_SECTION', 1],
    ['[lattice]\nschema = 2', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = "../out"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\nsystem = "x86_64-linux"', 'CONFIG_UNKNOWN_KEY', 2],
    ['[inputs]\nnixpkgs = "path:./nix"', 'CONFIG_WRONG_TYPE', 2],
    ['config = 1', 'CONFIG_WRONG_TYPE', 1],
    ['[config]\nrust = 1', 'CONFIG_WRONG_TYPE', 2],
    ['[config.rust]\nchanel = "beta"', 'CONFIG_UNKNOWN_KEY', 2],
    ['[node.lattice]', 'CONFIG_UNKNOWN_KEY', 1],
    ['[node."../x"]', 'CONFIG_UNKNOWN_KEY', 1],
    ['[node.a]\ntemplate = "shel"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a.config.rust]\nchannel = "x"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\nconfig = 1', 'CONFIG_WRONG_TYPE', 2],
    ['node = []', 'CONFIG_WRONG_TYPE', 1],
    ['[lattice', 'CONFIG_SYNTAX', 1],
  ])('refuses %j with %s at line %d', async (text, code, line) => {
    await expect(lattice(text)).rejects.toMatchObject({ code, place: { file: 'lattice.toml', line } });
  });
});
