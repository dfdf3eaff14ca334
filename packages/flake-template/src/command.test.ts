// The command as a person calls it, in folders of all kinds, with real git and real Nix.
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { captureIo } from '../../../tools/testing/capture-io.js';
import { describeWithNix, environmentWith, newestNix, workspaceRoot } from '../../../tools/testing/nixes.js';
import { run } from './command.js';

const hostNixpkgs = join(workspaceRoot, 'nix/host-nixpkgs');
const env = environmentWith(newestNix);
let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "flake template's ü [1]-")));
  await git('init', '--quiet');
  await write('c.toml', 'a = 1\n');
});

afterEach(() => rm(root, { recursive: true }));

const git = (...args: string[]) => runProgram('git', args, { cwd: root, env });

async function write(file: string, contents: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), contents);
}

const read = (file: string) => readFile(join(root, file), 'utf8');

async function generate(args: readonly string[], folder = '.'): Promise<ProgramResult> {
  const io = captureIo({ cwd: join(root, folder), env });
  const exitCode = await run(args, io);
  return { exitCode, stdout: io.printed.out, stderr: io.printed.err };
}

const toSeed = ['--config-path', 'c.toml', '--output-dir', 'seed'];

describe('what the flake is made for', () => {
  test('further inputs of the configuration are inputs of the flake, placed like nixpkgs', async () => {
    await write('c.toml', '[nix.inputs]\n__proto__ = "path:./other"\nutils = "github:numtide/flake-utils"\n');
    await generate([...toSeed, '--nixpkgs', './nix']);
    expect(await read('seed/flake.nix')).toContain(
      [
        '  inputs = {',
        '    __proto__.url = "path:../other";',
        '    nixpkgs.url = "path:../nix";',
        '    utils.url = "github:numtide/flake-utils";',
        '  };',
      ].join('\n'),
    );
  });

  test('the system of the configuration is one of the systems, and the one of a template', async () => {
    await write('c.toml', '[nix]\nsystem = "aarch64-darwin"\nsystems = ["x86_64-linux"]\n');
    await write('t.eta', '{ outputs = _: { system = <%= it.system %>; systems = <%= it.systems %>; }; }');
    await generate([...toSeed, '--template', 't.eta']);
    const systems = 'system = "aarch64-darwin"; systems = [\n  "x86_64-linux"\n  "aarch64-darwin"\n];';
    expect(await read('seed/flake.nix')).toContain(systems);
    await generate([...toSeed, '--template', 't.eta', '--system', 'riscv64-linux']);
    expect(await read('seed/flake.nix')).toContain(
      'system = "riscv64-linux"; systems = [ "riscv64-linux" ];',
    );
  });

  test.each([
    ['an empty folder', ['--config-path', 'c.toml', '--output-dir', ''], 'USAGE', '`--output-dir` is empty'],
    ['an empty configuration', ['--config-path', '', '--output-dir', 'seed'], 'USAGE', '`--config-path`'],
    ['an empty nixpkgs', [...toSeed, '--nixpkgs', ''], 'USAGE', 'not the reference'],
    ['nixpkgs like an option', [...toSeed, '--nixpkgs', '-x'], 'USAGE', 'not the reference'],
    ['nixpkgs with a fragment', [...toSeed, '--nixpkgs', './nix#a'], 'USAGE', '%23'],
    ['nixpkgs of two words', [...toSeed, '--nixpkgs', 'a b'], 'USAGE', 'not the reference'],
  ])('%s is refused', async (_, args, code, says) => {
    const { exitCode, stderr } = await generate(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error[${code}]`);
    expect(stderr).toContain(says);
    expect((await readdir(root)).sort()).toEqual(['.git', 'c.toml']);
  });

  test('a template that renders to Nix and no flake is refused', async () => {
    await write('t.eta', '[ <%= it.name %> ]');
    const { exitCode, stderr } = await generate([...toSeed, '--template', 't.eta']);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('TEMPLATE_NOT_NIX'),
    });
    expect((await readdir(root)).includes('seed')).toBe(false);
  });
});

describe('where the flake goes', () => {
  test('links on the way are no part of what is written', async () => {
    const link = `${root} link`;
    await symlink(root, link);
    const paths = ['--config-path', join(link, 'c.toml'), '--output-dir', join(link, 'deep/seed')];
    await write('c.toml', '[nix]\nnixpkgs = "path:./nix"\n');
    expect(await generate(paths)).toMatchObject({ exitCode: 0 });
    await rm(link);
    const flake = await read('deep/seed/flake.nix');
    expect(flake).toContain('--config-path c.toml --output-dir deep/seed\n');
    expect(flake).toContain('nixpkgs.url = "path:../../nix"');
    expect((await git('status', '--short', 'deep')).stdout).toContain('deep/seed/flake.nix');
  });

  test('a configuration that another process hands over has the same name in every run', async () => {
    const command = `flake-template-generator --config-path <(echo b = 1) --output-dir seed`;
    const path = `${workspaceRoot}/node_modules/.bin:${dirname(process.execPath)}:${env.PATH}`;
    const script = `${command} && cp seed/flake.nix before && ${command}`;
    const ran = await runProgram('bash', ['-c', script], { cwd: root, env: { ...env, PATH: path } });
    expect(ran.exitCode).toBe(0);
    expect(await read('seed/flake.nix')).toBe(await read('before'));
    expect(await read('before')).toMatch(/^# source: {2}.*\/dev\/fd\/\d+$/m);
  });

  test('the command in the header can be run, whatever the folder is called', async () => {
    const folder = "it's\n$(a) \\ folder";
    await generate(['--config-path', 'c.toml', '--output-dir', folder, '--name', 'seed']);
    const line = /^# command: npx (.*)$/m.exec(await read(`${folder}/flake.nix`))?.[1];
    const script = `flake-template-generator() { printf '%s\\0' "$@"; }; ${line}`;
    const { stdout } = await runProgram('bash', ['-c', script], { cwd: root, env });
    expect(stdout.split('\0')).toEqual([
      '--config-path',
      'c.toml',
      '--output-dir',
      folder,
      '--name',
      'seed',
      '',
    ]);
  });

  test.each(['flake.nix', 'config.toml'])('a %s that a person wrote is kept', async (name) => {
    await write(`seed/${name}`, 'mine');
    const { exitCode, stderr } = await generate(toSeed);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error[OUTPUT_NOT_OURS]');
    expect(stderr).toContain(join(root, 'seed', name));
    expect(await read(`seed/${name}`)).toBe('mine');
    expect(await readdir(join(root, 'seed'))).toEqual([name]);
  });

  test('what a generator made is replaced: edited, in conflict, or left half by a run that died', async () => {
    await generate(toSeed);
    const flake = await read('seed/flake.nix');
    await write('c.toml', 'a = 2\n');
    await write('seed/flake.nix', `<<<<<<< ours\n${flake}edited`);
    expect((await generate(toSeed)).stdout).toBe('changed    seed/config.toml\nchanged    seed/flake.nix\n');
    await rm(join(root, 'seed/flake.nix'));
    expect((await generate(toSeed)).stdout).toBe('unchanged  seed/config.toml\ncreated    seed/flake.nix\n');
    await write('seed/flake.nix', '');
    expect((await generate(toSeed)).stdout).toContain('changed    seed/flake.nix');
  });
});

describe('--dry-run', () => {
  test('prints a difference that git applies, from a folder beside the output too', async () => {
    await generate(toSeed);
    await write('beside/x', '');
    const args = ['--config-path', '../c.toml', '--output-dir', '../seed', '--name', 'other', '--dry-run'];
    const { exitCode, stdout } = await generate(args, 'beside');
    expect(exitCode).toBe(0);
    await write('patch', stdout);
    await git('apply', 'patch');
    expect(await read('seed/flake.nix')).toContain('name = "other";');
    expect(await generate(args, 'beside')).toMatchObject({ stdout: '' });
  });

  test('with --json, tells the outcome and the difference of each file', async () => {
    const { stdout } = await generate([...toSeed, '--dry-run', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { file: 'seed/config.toml', outcome: 'created', diff: expect.stringContaining('+a = 1') },
        { file: 'seed/flake.nix', outcome: 'created', diff: expect.stringContaining('+++ ') },
      ],
    });
    expect((await readdir(root)).sort()).toEqual(['.git', 'c.toml']);
  });
});

describeWithNix('a path that a URL cannot hold', (nix) => {
  test('is found by Nix all the same', async () => {
    const copied = await runProgram('cp', ['-r', hostNixpkgs, join(root, 'a b#ü%20?')], { cwd: root, env });
    expect(copied.exitCode).toBe(0);
    await write('c.toml', '[nix]\nnixpkgs = "path:./a%20b%23ü%2520%3F"\n');
    await git('add', '.');
    expect(await generate([...toSeed, '--name', 'seed'])).toMatchObject({ exitCode: 0 });
    const built = await runProgram(nix.path, ['build', '--no-link', '--print-out-paths', './seed'], {
      cwd: root,
      env: environmentWith(nix),
    });
    expect(built).toMatchObject({ exitCode: 0 });
    expect(await readFile(`${built.stdout.trim()}/config.toml`, 'utf8')).toBe(await read('c.toml'));
  });
});
