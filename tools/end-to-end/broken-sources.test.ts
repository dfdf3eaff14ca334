// Sources that are broken, or stand where none is expected, as a user meets them: told with their place, and nothing is written.
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const lattice = `[inputs.nixpkgs]
url = "path:./nixpkgs"
[node.base]
template = "shell"
[node.web]
extends = ["base"]
template = "shell"
[node.rust]
extends = ["base"]
template = "shell"
`;

const root = `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice.url = "path:./generated";
  outputs = { self, nixpkgs, lattice }: { };
}
`;

const broken = '{ outputs = { self : 1; }\n';

let project: LatticeProject;
beforeEach(async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice, 'flake.nix': root } });
  expect((await project.run('generate')).status).toBe(0);
});
afterEach(() => project.remove());

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');

async function expectRefused(code: string, file: string, ...args: readonly string[]): Promise<void> {
  const before = await snapshotTree(project.root);
  const { status, err } = await project.run(...args);
  expect([status, err]).toEqual([2, expect.stringContaining(`error[${code}]`)]);
  expect(err).toContain(`at ${file}:`);
  expect(err).toContain('hint: ');
  expect(await snapshotTree(project.root)).toEqual(before);
}

describe('a flake of a user that is no Nix is told, and no lock is lost:', () => {
  test('the root', async () => {
    await project.write('flake.nix', broken);
    await project.write('lattice.toml', `${lattice}[node.n]\n`);
    await expectRefused('FLAKE_SYNTAX', 'flake.nix', 'generate');
    await expectRefused('FLAKE_SYNTAX', 'flake.nix', 'check');
    expect((await project.run('doctor')).out).toMatch(
      /`flake.nix` cannot be read as a flake[\s\S]*at flake.nix:1:/,
    );
  });

  test('of a node that was ejected', async () => {
    await project.run('eject', 'web');
    await project.write('generated/web/flake.nix', broken);
    await expectRefused('FLAKE_SYNTAX', 'generated/web/flake.nix', 'generate');
  });

  test('of a node that was adopted', async () => {
    await project.write('services/api/flake.nix', broken);
    await project.write('lattice.toml', `${lattice}[node.api]\nflake = "services/api"\n`);
    await expectRefused('FLAKE_SYNTAX', 'services/api/flake.nix', 'generate');
  });
});

test('the root, which takes the lattice in, is no node of it', async () => {
  await project.write('lattice.toml', `${lattice}[node.whole]\nflake = "."\n`);
  await expectRefused('NODE_CYCLE', 'lattice.toml', 'generate');
});

describe('a command that edits lattice.toml, and cannot generate then, leaves it as it was:', () => {
  beforeEach(async () => {
    await rm(join(project.root, 'generated/web/flake.nix'));
    mkdirSync(join(project.root, 'generated/web/flake.nix/mine'), { recursive: true });
  });

  test.each([
    ['join', 'rust', 'web', '--write', 'all'],
    ['eject', 'rust'],
  ])('%s', async (...args) => {
    const before = await snapshotTree(project.root);
    const { status, err } = await project.run(...args);
    expect([status, err]).toEqual([2, expect.stringContaining('error[OUTPUT_IS_FOLDER]')]);
    expect(err).toContain('restored     ');
    expect(await snapshotTree(project.root)).toEqual(before);
  });
});

test('a lattice.toml that is a link stays one, and one in what is generated is not written through', async () => {
  for (const folder of ['config', 'elsewhere']) mkdirSync(join(project.root, folder));
  const file = join(project.root, 'lattice.toml');
  await rename(file, join(project.root, 'config/lattice.toml'));
  symlinkSync('config/lattice.toml', file);
  expect((await project.run('join', 'rust', 'web', '--write', 'all')).status).toBe(0);
  const flake = join(project.root, 'generated/web/flake.nix');
  await rename(flake, join(project.root, 'elsewhere/flake.nix'));
  symlinkSync('../../elsewhere/flake.nix', flake);
  const before = read('elsewhere/flake.nix');
  await project.run('eject', 'web');
  expect(read('elsewhere/flake.nix')).toBe(before);
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
  expect(read('config/lattice.toml')).toMatch(/\[node.web\][\s\S]*ejected = true[\s\S]*\[node.all\]/);
});

test('a lattice.config.ts that fails where it is read is code that failed', async () => {
  rmSync(join(project.root, 'lattice.toml'));
  await project.write(
    'lattice.config.ts',
    `export default { node: { a: {} }, get inputs() { throw new Error('no inputs'); } };\n`,
  );
  await expectRefused('CONFIG_CODE_FAILED', 'lattice.config.ts', 'list');
});

describe('an output folder', () => {
  test('that is not the one that the root takes in is told, until the root does', async () => {
    await project.write('lattice.toml', `[lattice]\noutput = "nix/flakes"\n${lattice}`);
    for (const args of [['generate'], ['doctor']]) {
      const { out, err } = await project.run(...args);
      expect(out + err).toContain(
        'flake.nix takes in `generated`, and what is generated lies in `nix/flakes`',
      );
    }
    await project.write('flake.nix', root.replace('./generated', './nix/flakes'));
    expect((await project.run('generate')).err).not.toContain('takes in');
  });

  test('with a name that no file system takes is refused', async () => {
    const text = `[lattice]\noutput = "nix/${'x'.repeat(256)}"\n${lattice}`;
    await project.write('lattice.toml', text);
    await expectRefused('PATH_TOO_LONG', 'lattice.toml', 'generate');
  });
});

test.each([[['generate', '--lattice', '.']], [['list', '--lattice', '.']]])(
  'a folder in place of lattice.toml is no fault of ours: %j',
  async (args) => {
    const { status, err } = await project.run(...args);
    expect([status, err]).toEqual([2, expect.stringContaining('error[CONFIG_NOT_READABLE]')]);
  },
);

test('a mark of the byte order in lattice.toml is no character of it, for any command', async () => {
  await project.write('lattice.toml', `\ufeff${lattice}`);
  for (const args of [['generate'], ['join', 'rust', 'web', '--write', 'all'], ['eject', 'web']])
    expect((await project.run(...args)).err).not.toContain('error');
  expect(read('lattice.toml')).toMatch(/^\[inputs.nixpkgs\][\s\S]*\[node.all\]/);
});

test('with --json, what went wrong is data', async () => {
  const { status, out } = await project.run('explain', 'wep', '--json');
  expect([status, JSON.parse(out)]).toEqual([
    2,
    { error: { code: 'NODE_UNKNOWN', message: expect.any(String), hint: expect.stringContaining('web') } },
  ]);
  await project.write('lattice.toml', `${lattice}[node.type]\n`);
  const refused = JSON.parse((await project.run('generate', '--json')).out);
  expect(refused.error).toMatchObject({
    code: 'NODE_NAME_INVALID',
    place: { file: 'lattice.toml', line: 11 },
  });
});

test('a name that stands twice is to stand once', async () => {
  await project.write('lattice.toml', `${lattice}[node.all]\nextends = ["web", "rust", "web"]\n`);
  expect((await project.run('generate')).err).toContain(
    'hint: write it like this: extends = [ "web", "rust" ]',
  );
});

test('a description reaches no terminal but as text on one line', async () => {
  await project.write('lattice.toml', `${lattice}[node.all]\ndescription = "one\\n\\u001b[31mred"\n`);
  expect((await project.run('list', 'all')).out).toMatch(/^all +0 +config +one\\n\\u001b\[31mred$/m);
});
