// Crates as a user of flake-lattice meets them: listed, generated, checked, locked, refused, in a real git repository.
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { splitOfTally, tallyFiles } from './crates.fixture.js';

const nixpkgs = '[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n';
const crate = '[crate.tally]\npath = "tally"\n';
const facade = [
  'Cargo.toml',
  'build.rs',
  'config.toml',
  'flake.nix',
  'lib.rs',
  'tests/data.txt',
  'tests/tally.rs',
];

let project: LatticeProject;
let split = splitOfTally;
afterEach(async () => {
  split = splitOfTally;
  await project.remove();
});

async function begin(lattice: string): Promise<void> {
  project = await makeLatticeProject({
    files: { 'lattice.toml': nixpkgs + lattice, ...tallyFiles },
    splitCrate: async (_crate, { folder }) => split(folder),
  });
}

const generated = (...folders: readonly string[]) =>
  project
    .git('ls-files', '--', ...folders.map((folder) => `generated/${folder}`))
    .trim()
    .split('\n');
const read = (path: string) => readFileSync(join(project.root, path), 'utf8');

describe('a crate', () => {
  test('is generated as a facade, units and whole crates, of which nothing is out of date then', async () => {
    await begin(`${crate}[node.dev]\nextends = ["tally"]\n`);
    expect((await project.run('generate')).status).toBe(0);
    const files = generated('tally').map((file) => file.replace('generated/tally/', ''));
    expect(files.filter((file) => facade.includes(file))).toEqual(facade);
    expect(files.filter((file) => file.startsWith('token/'))).toEqual(
      ['Cargo.toml', 'data/words.txt', 'flake.nix', 'lib.rs'].map((file) => `token/${file}`),
    );
    expect(
      generated('crate--tiny-words-0-3-1').map((file) => file.replace(/^generated\/[^/]+\//, '')),
    ).toEqual(['Cargo.toml', 'README.md', 'flake.nix', 'make.rs', 'src/lib.rs', 'src/one.rs']);
    const flake = read('generated/tally/left/flake.nix');
    expect(flake).toContain('# source:  tally\n# command: flake-lattice generate tally\n');
    expect(flake.length).toBeLessThan(2500);
    expect((await project.run('check')).status).toBe(0);
    expect((await project.run('doctor', '--json')).out).not.toContain('tally');
    expect((await project.run('generate')).err).toContain('are up to date');
  });

  test('is listed, with what each unit builds upon', async () => {
    await begin(crate);
    const { out } = await project.run('list', 'tally--top');
    expect(out.replace(/ +/g, ' ')).toBe(
      [
        'NODE RANK TEMPLATE EXTENDS DESCRIPTION',
        'crate--derive-it-0-1-0 0 crate The crate derive-it 0.1.0',
        'crate--gen-it-0-1-0 0 crate The crate gen-it 0.1.0',
        'crate--tiny-words-0-3-1 1 crate crate--gen-it-0-1-0 The crate tiny-words 0.3.1',
        'tally--build 1 unit crate--gen-it-0-1-0 What the build script of tally found',
        'tally--token 2 unit crate--derive-it-0-1-0, crate--tiny-words-0-3-1 tally::token of tally',
        'tally--left 3 unit tally--token tally::left of tally',
        'tally--right 3 unit tally--build, tally--token tally::right of tally',
        'tally--top 4 unit tally--left, tally--right tally::top of tally',
        '',
      ].join('\n'),
    );
    expect((await project.run('list', 'tally', '--json')).out).toContain('"template": "facade"');
    expect((await project.run('list', 'tally')).out).toMatch(/^tally +5 +facade +3 units, 2 crates +/m);
  });

  test('is generated alone by its name, and a unit by its own', async () => {
    await begin(`${crate}[node.other]\n`);
    expect((await project.run('generate', 'tally--left')).status).toBe(0);
    expect(generated('tally').every((file) => /\/(left|token)\//.test(file))).toBe(true);
    expect((await project.run('generate', 'tally')).status).toBe(0);
    expect(generated('tally')).toContain('generated/tally/top/lib.rs');
    expect(existsSync(join(project.root, 'generated/other'))).toBe(false);
  });

  test('leaves no unit behind that is there no more, and keeps what was edited', async () => {
    await begin(crate);
    await project.run('generate');
    await project.write('generated/tally/left/lib.rs', '// Mine.\n');
    expect((await project.run('check')).out).toMatch(/^edited +generated\/tally\/left\/lib.rs$/m);
    expect((await project.run('generate')).status).toBe(1);
    split = (folder) => {
      const whole = splitOfTally(folder);
      const units = whole.units.filter(({ folder: name }) => name === 'token');
      return { ...whole, units, facade: { ...whole.facade, units: ['tally--token'] } };
    };
    expect((await project.run('generate', 'tally')).out).toMatch(/^removed +generated\/tally\/top\/lib.rs$/m);
    expect(read('generated/tally/left/lib.rs')).toBe('// Mine.\n');
  });

  test('has locks of single units, on request', async () => {
    await begin(crate);
    await project.run('generate');
    expect((await project.run('lock', 'tally--top')).status).toBe(0);
    const lock = JSON.parse(read('generated/tally/top/flake.lock'));
    expect(Object.keys(lock.nodes)).toEqual([
      ...['crate--derive-it-0-1-0', 'crate--gen-it-0-1-0', 'crate--tiny-words-0-3-1', 'nixpkgs', 'root'],
      ...['tally--build', 'tally--left', 'tally--right', 'tally--token'],
    ]);
    expect((await project.run('generate')).err).toContain('are up to date');
    await project.run('lock', '--drop', 'tally--top');
    expect(existsSync(join(project.root, 'generated/tally/top/flake.lock'))).toBe(false);
  });
});

describe('a file of a crate that is no text', () => {
  const file = 'generated/crate--tiny-words-0-3-1/README.md';
  const bytes = Uint8Array.of(0x89, 0x50, 0xff, 0x00, 0x0d, 0x0a);

  test('goes along as it is, and is held against its bytes', async () => {
    await begin(crate);
    await writeFile(join(project.root, 'vendor/tiny/README.md'), bytes);
    expect((await project.run('generate')).status).toBe(0);
    expect(new Uint8Array(readFileSync(join(project.root, file)))).toEqual(bytes);
    expect((await project.run('check')).status).toBe(0);
    await writeFile(join(project.root, 'vendor/tiny/README.md'), bytes.toReversed());
    const { status, out } = await project.run('check', '--diff');
    expect([status, out]).toEqual([1, expect.stringMatching(/^-6 bytes that are no text.*\n\+6 bytes/m)]);
  });

  test('is not merged with what a person made of it, line by line', async () => {
    await begin(crate);
    await writeFile(join(project.root, 'vendor/tiny/README.md'), bytes);
    await project.run('generate');
    await writeFile(join(project.root, file), Uint8Array.of(...bytes, 1));
    await writeFile(join(project.root, 'vendor/tiny/README.md'), Uint8Array.of(2, ...bytes));
    const { status, out, err } = await project.run('generate', '--merge');
    expect(status).toBe(1);
    expect(out + err).toMatch(/yours +7 bytes that are no text/);
    expect(readFileSync(join(project.root, file)).length).toBe(7);
    expect((await project.run('generate', '--overwrite')).status).toBe(0);
    expect(readFileSync(join(project.root, file))[0]).toBe(2);
  });
});

describe('is refused, with nothing written:', () => {
  afterEach(() => expect(existsSync(join(project.root, 'generated'))).toBe(false));

  test.each(['left', 'LEFT'])('a node tally--%s beside the unit of that name', async (name) => {
    await begin(`${crate}[node.tally--${name}]\n`);
    const { status, err } = await project.run('generate');
    expect([status, err]).toEqual([
      2,
      expect.stringContaining('error[NAME_CLASH]: `tally--left` is made of a crate'),
    ]);
    expect(err).toContain(`hint: give \`tally--${name}\` another name in lattice.toml`);
  });

  test.each(['tally', 'tally--left', 'crate--tiny-words-0-3-1'])('to eject %s', async (name) => {
    await begin(crate);
    const { status, err } = await project.run('eject', name);
    expect([status, err]).toEqual([2, expect.stringContaining('error[CRATE_NOT_EJECTED]')]);
    expect(err).toContain('hint: ');
  });

  test.each([
    [['split', 'tally'], '[crate.tally]\n        path = "tally"'],
    [['split', 'tally', '--out', 'generated'], '--out DIR'],
  ])('to be split into what the lattice is generated into: %p', async (args, mend) => {
    await begin(crate);
    const { status, err } = await project.run(...args);
    expect([status, err]).toEqual([2, expect.stringContaining('error[LATTICE_OWNS_OUTPUT]')]);
    expect(err).toContain(mend);
  });

  test('a unit that is not there', async () => {
    await begin(crate);
    const { status, err } = await project.run('build', 'tally--none');
    expect([status, err]).toEqual([2, expect.stringContaining('error[NODE_UNKNOWN]')]);
  });
});
