import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithNix, environmentWith, newestNix, type TestedNix } from '../../tools/testing/nixes.js';
import { fixtures, makeTemporaryFolder, read, removeFolder, standIn } from './run.fixture.js';

let folder: string;
const withFlakes = (nix: TestedNix) => ({
  ...environmentWith(nix),
  NIX_CONFIG: 'extra-experimental-features = nix-command flakes',
});
let path: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  path = `${folder}/bin:/usr/bin:/bin`;
  await cp(standIn, join(folder, 'nix/host-nixpkgs'), { recursive: true });
  await cp(join(fixtures, 'shells'), folder, { recursive: true });
  await mkdir(join(folder, 'bin'));
  // In front of the machine's own, which may be there or not.
  await writeFile(join(folder, 'bin/jq'), '#!/bin/sh\necho "found: $*"\n', { mode: 0o755 });
  const env = environmentWith(newestNix);
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
  ])
    await runProgram('/usr/bin/git', args, { cwd: folder, env });
});
afterAll(() => removeFolder(folder));

describeWithNix('a flake over the stand-in', (nix) => {
  /** What the script prints in the shell of a user who has the folder on PATH. */
  const inShell = async (args: readonly string[], script: string): Promise<string> => {
    const { stdout, stderr, exitCode } = await runProgram(
      nix.path,
      ['develop', ...args, '--command', 'bash', '-c', script],
      { cwd: folder, env: { ...withFlakes(nix), PATH: path } },
    );
    if (exitCode !== 0) throw new Error(stderr);
    return stdout.trimEnd();
  };

  test('gives a shell with packages, variables and hooks', async () => {
    expect(await inShell(['.#one'], 'type -p jq; jq a b; printf %s "$VALUE"')).toMatch(
      /^\/.*-jq-host\/bin\/jq\nfound: a b\nit's \$HOME `x` "q"\nline$/,
    );
  });

  test('joins the shells of inputsFrom', async () => {
    expect(await inShell([], 'greet x; echo "$TRAIL $NUMBER"; type -p jq')).toMatch(
      /^found: x\ntwo,one,default \n\/.*-jq-host\/bin\/jq$/,
    );
    expect(await inShell(['.#two'], 'echo $NUMBER')).toBe('2');
  });

  test("keeps the order of the user's PATH", async () => {
    const shown = await inShell(['.#one'], 'echo $PATH');
    expect(shown).toMatch(/^[^:]+-jq-host\/bin:/);
    expect(shown.slice(shown.indexOf(':') + 1)).toBe(path);
  });

  test('gives a shell with an empty environment too', async () => {
    expect(await inShell(['--ignore-environment', '.#one'], 'ls / >/dev/null && type -p jq')).toContain(
      'jq-host',
    );
  });

  test('an interactive shell starts', async () => {
    // `script` gives it a terminal, without which bash is not interactive.
    const { stdout, exitCode } = await runProgram(
      '/usr/bin/script',
      ['--quiet', '--return', '--command', `'${nix.path}' develop .#two`, '/dev/null'],
      { cwd: folder, env: withFlakes(nix), input: 'echo "number $NUMBER"\nexit\n' },
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('number 2') });
  });

  test('a late-bound tool that is nowhere says so, and does not call itself', async () => {
    const greet = await read(nix, ['build', '--no-link', '--print-out-paths', '.#'], folder);
    const { stderr, exitCode } = await runProgram(`${greet}/bin/greet`, [], {
      cwd: folder,
      env: { PATH: '/none' },
    });
    expect({ stderr, exitCode }).toEqual({
      exitCode: 127,
      stderr: 'jq: not found on PATH: install it on this machine\n',
    });
  });

  test('shows, checks, runs and starts a shell with its package', async () => {
    expect(await read(nix, ['flake', 'show', '--json', '--all-systems'], folder)).toContain('greets');
    await read(nix, ['flake', 'check'], folder);
    const run = await runProgram(nix.path, ['run', '.#', '--', 'x'], {
      cwd: folder,
      env: { ...withFlakes(nix), PATH: path },
    });
    expect(run.stdout).toBe('found: x\n');
    const shell = [
      'shell',
      `${folder}/nix/host-nixpkgs#bashInteractive`,
      '.#',
      '--command',
      'bash',
      '-c',
      'type -p greet',
    ];
    expect(await read(nix, shell, folder)).toMatch(/\/bin\/greet$/);
  });

  test('works as README.md has it', async () => {
    const readme = await readFile(join(standIn, 'README.md'), 'utf8');
    const example = /```nix\n([^`]*inputs[^`]*)```/.exec(readme)?.[1] ?? '';
    const place = join(folder, 'example');
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'flake.nix'), example.replace('path:./', 'path:../'));
    await runProgram('/usr/bin/git', ['add', '.'], { cwd: folder, env: environmentWith(nix) });
    const name = await read(nix, ['eval', '--raw', '.#packages.x86_64-linux.default.name'], place);
    expect(name).toBe('greeting');
  });
});
