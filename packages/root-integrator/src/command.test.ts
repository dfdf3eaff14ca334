// The command from outside: its options, what it prints, what it refuses, and that a refusal writes nothing.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../../../tools/testing/nixes.js';
import { makeRepository, runIn } from './fixture-flake.fixture.js';

const root = '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs";\n  outputs = { self, nixpkgs }: { };\n}\n';
const input = ['--input', 'configFlake=./generated'];
let top: string;

function write(file: string, text: string | Uint8Array): string {
  const path = join(top, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function read(file = 'flake.nix'): string {
  return readFileSync(join(top, file), 'utf8');
}

beforeEach(() => {
  top = makeRepository();
  write('flake.nix', root);
  write(
    'generated/flake.nix',
    '{ inputs.nixpkgs.url = "github:NixOS/nixpkgs"; outputs = { self, nixpkgs }: { }; }',
  );
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

describeWithNix('root-integrator', () => {
  test('--help shows every option and examples', async () => {
    const { status, out } = await runIn(top, ['--help']);
    expect(status).toBe(0);
    for (const option of [
      '--flake',
      '--input',
      '--follows',
      '--replaces',
      '--remove',
      '--dry-run',
      '--check',
      '--json',
    ]) {
      expect(out).toContain(option);
    }
  });

  test('--check names why, writes nothing, and is content afterwards', async () => {
    expect(await runIn(top, [...input, '--check'])).toMatchObject({
      status: 1,
      out: 'would be changed  flake.nix\n  the input `configFlake` is declared: path:./generated\n  the outputs take `configFlake` as an argument\n',
    });
    expect(read()).toBe(root);
    expect((await runIn(top, input)).status).toBe(0);
    expect(await runIn(top, [...input, '--check'])).toMatchObject({
      status: 0,
      out: 'unchanged  flake.nix\n',
    });
  });

  test('--json gives the edits in bytes', async () => {
    const before = Buffer.from(root.replace('inputs', '# 🦀\n  inputs'));
    write('flake.nix', before);
    const report = JSON.parse((await runIn(top, [...input, '--json'])).out);
    expect(report).toMatchObject({ file: 'flake.nix', outcome: 'changed', written: true });
    let edited = before;
    for (const { start, end, text } of report.edits.toReversed()) {
      edited = Buffer.concat([edited.subarray(0, start), Buffer.from(text), edited.subarray(end)]);
    }
    expect(edited.toString()).toBe(read());
  });

  test('an unknown file of git is named', async () => {
    const { err } = await runIn(top, input);
    expect(err).toContain('git add --intent-to-add --force -- generated/flake.nix');
  });

  test('a name of several words is one word in what is to be run', async () => {
    write('two words/flake.nix', '{ outputs = { self }: { }; }');
    const note = (await runIn(top, ['--input', 'x=./two words'])).err;
    expect(note).toContain("git add --intent-to-add --force -- 'two words/flake.nix'");
    symlinkSync('nowhere', join(top, 'lost one.nix'));
    const lost = (await runIn(top, ['--flake', 'lost one.nix', ...input])).err;
    expect(lost).toContain("rm -- './lost one.nix'");
    const absent = (await runIn(top, ['--flake', 'not there/flake.nix', '--remove', 'x'])).err;
    expect(absent).toContain("root-integrator --flake 'not there/flake.nix' --input");
  });

  test('a folder stands for its flake.nix, and the path is relative to it', async () => {
    write('deep/er/flake.nix', root);
    await runIn(top, ['--flake', 'deep/er', ...input]);
    expect(read('deep/er/flake.nix')).toContain('"path:../../generated"');
    await runIn(join(top, 'deep'), [
      '--flake',
      join(top, 'flake.nix'),
      '--input',
      'x=../generated/flake.nix',
    ]);
    expect(read()).toContain('inputs.x.url = "path:./generated"');
  });

  test('permissions stay, and a symbolic link stays one', async () => {
    chmodSync(join(top, 'flake.nix'), 0o640);
    await runIn(top, input);
    expect(statSync(join(top, 'flake.nix')).mode & 0o777).toBe(0o640);
    write('real/the-flake.nix', root);
    mkdirSync(join(top, 'linked'));
    symlinkSync('../real/the-flake.nix', join(top, 'linked/flake.nix'));
    await runIn(top, ['--flake', 'linked', ...input]);
    expect(lstatSync(join(top, 'linked/flake.nix')).isSymbolicLink()).toBe(true);
    expect(read('real/the-flake.nix')).toContain('"path:../generated"');
  });

  test('bytes that are no UTF-8 stay', async () => {
    const odd = Buffer.concat([Buffer.from('# '), Buffer.from([0xe9, 0xff]), Buffer.from(`\n${root}`)]);
    write('flake.nix', odd);
    await runIn(top, ['--input', 'x=github:a/b?dir=ü']);
    const now = readFileSync(join(top, 'flake.nix'));
    expect(now.subarray(0, 4)).toEqual(odd.subarray(0, 4));
    expect(now.toString()).toContain('inputs.x.url = "github:a/b?dir=ü";');
  });

  test('where there is no flake, a thin one is made and known to git', async () => {
    rmSync(join(top, 'flake.nix'));
    expect(await runIn(top, [...input, '--check'])).toMatchObject({ status: 1 });
    expect(existsSync(join(top, 'flake.nix'))).toBe(false);
    expect((await runIn(top, input)).out).toMatch(/^created {2}flake.nix\n/);
    expect(read()).toContain('inputs.configFlake.url = "path:./generated";');
    expect(await runIn(top, input)).toMatchObject({ status: 0, out: 'unchanged  flake.nix\n' });
  });

  test('values never become code', async () => {
    await runIn(top, ['--input', 'x=git+https://e.org/"; y = ${1}; # \n']);
    expect(read()).toContain('inputs.x.url = "git+https://e.org/\\"; y = \\${1}; # \\n";');
  });

  test('a target that is not there yet is said', async () => {
    expect(await runIn(top, ['--input', 'x=./later'])).toMatchObject({
      status: 0,
      err: expect.stringContaining('`later/flake.nix` is not there yet'),
    });
  });

  test.each<[string, readonly string[], string]>([
    ['USAGE', [], 'neither `--input` nor `--follows` nor `--remove`'],
    ['USAGE', ['--input', 'x'], 'is not NAME=PATH'],
    ['USAGE', ['--input', 'x='], 'is not NAME=PATH'],
    ['USAGE', ['--replaces', 'x'], 'neither'],
    ['USAGE', ['--input', 'a=./a', '--input', 'b=./b', '--replaces', 'c'], 'exactly one'],
    ['USAGE', ['--follows', 'a=b/c', '--follows', 'd=b/e', '--replaces', 'f'], 'exactly one'],
    ['USAGE', ['--input', 'a=./a', '--input', 'a=./b'], 'named twice'],
    ['USAGE', ['--input', 'a=./a', '--follows', 'a=b/c'], 'named twice'],
    ['USAGE', ['--follows', 'a'], 'is not NAME=INPUT/INPUT'],
    ['USAGE', ['--follows', 'a=//'], 'is not NAME=INPUT/INPUT'],
    ['USAGE', ['--follows', 'a=a/b'], 'leads to the input itself'],
    ['USAGE', ['--follows', 'a=b/../c'], 'leads through `..`'],
    ['USAGE', ['--follows', 'a=b/${c}'], 'leads through `${c}`'],
    ['INPUT_NAME_INVALID', ['--follows', 'self=b/c'], 'a meaning of its own'],
    ['INPUT_UNKNOWN', ['--follows', 'a=b/c'], 'has no input `b`'],
    ['INPUT_UNKNOWN', ['--flake', 'no', '--follows', 'a=b/c'], 'has no input `b`'],
    ['INPUT_UNKNOWN', ['--input', 'b=./generated', '--follows', 'a=b/c'], 'no input `c`'],
    ['USAGE', ['--input', 'a=./a', '--replaces', 'a'], 'named twice'],
    ['USAGE', ['--input', 'a=.'], 'cannot be its own input'],
    ['USAGE', ['--wrong'], 'unknown option'],
    ['INPUT_NAME_INVALID', ['--input', 'self=./generated'], 'a meaning of its own'],
    ['INPUT_NAME_INVALID', ['--input', 'let=./generated'], 'a meaning of its own'],
    ['INPUT_NAME_INVALID', ['--input', '_a=./generated'], 'begins with a letter'],
    ['INPUT_NAME_INVALID', ['--input', "a'=./generated"], 'begins with a letter'],
    ['INPUT_NAME_INVALID', ['--input', '=./generated'], 'begins with a letter'],
    ['INPUT_NAME_INVALID', ['--input', 'a; b=./generated'], 'begins with a letter'],
    ['INPUT_OUTSIDE', ['--input', 'a=..'], 'lies outside'],
    ['INPUT_OUTSIDE', ['--input', 'a=/usr'], 'lies outside'],
    ['INPUT_UNKNOWN', ['--input', 'a=./generated', '--replaces', 'b'], 'no input `b`'],
    ['FLAKE_MISSING', ['--flake', 'no/flake.nix', '--remove', 'a'], 'no flake at'],
    ['FLAKE_MISSING', ['--flake', 'no', '--input', 'a=./generated', '--replaces', 'b'], 'no flake at'],
    ['FLAKE_SYNTAX', ['--input', 'a=./broken'], 'broken/flake.nix'],
  ])('%s: %j', async (code, args, message) => {
    write('broken/flake.nix', '{ outputs = ');
    const { status, out, err } = await runIn(top, args);
    expect({ status, out, err }).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining(`error[${code}]`),
    });
    expect(err).toContain(message);
    expect(err).toContain('hint: ');
    expect(read()).toBe(root);
  });

  test('a link that leads nowhere, and a flake that is no file', async () => {
    symlinkSync('nowhere', join(top, 'lost.nix'));
    expect((await runIn(top, ['--flake', 'lost.nix', ...input])).err).toContain('error[FLAKE_MISSING]');
    mkdirSync(join(top, 'odd/flake.nix'), { recursive: true });
    const { status, err } = await runIn(top, ['--flake', 'odd', ...input]);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('it is a folder') });
    const nested = await runIn(top, ['--flake', 'flake.nix/deeper.nix', ...input]);
    expect(nested).toMatchObject({ status: 2, err: expect.stringContaining('error[OUTPUT_IS_FILE]') });
    expect(await runIn(top, ['--input', 'x=./flake.nix/y'])).toMatchObject({ status: 0 });
  });

  test('Nix absent', async () => {
    const { status, err } = await runIn(top, input, { FLAKE_LATTICE_NIX: '/nonexistent/nix' });
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('error[NIX_MISSING]') });
    expect(read()).toBe(root);
  });
}, [newestNix]);
