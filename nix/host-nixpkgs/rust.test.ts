import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostFacts } from '@flake-lattice/programs';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFacts } from '../../tools/testing/machine.js';
import { describeWithNix } from '../../tools/testing/nixes.js';
import {
  copyWithFacts,
  fixtures,
  makeTemporaryFolder,
  read,
  readFault,
  removeFolder,
  standIn,
} from './run.fixture.js';

let folder: string;
let known: string;
let facts: HostFacts;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  facts = await readFacts();
  known = await copyWithFacts(folder, facts);
});
afterAll(() => removeFolder(folder));

const file = (nixpkgs: string, system = '(builtins.currentSystem)') => [
  '--file',
  join(fixtures, 'crates.nix'),
  '--arg',
  'nixpkgs',
  nixpkgs,
  '--arg',
  'system',
  system,
];

describeWithNix('buildRustCrate', (nix) => {
  const build = (attribute: string) =>
    read(nix, ['build', '--no-link', '--print-out-paths', ...file(known), attribute]);
  const start = async (program: string) => (await runProgram(program, [], { cwd: '/', env: {} })).stdout;

  test('compiles libraries, a procedural macro, a build script, renames and programs that run', async () => {
    const app = await build('app');
    expect(await start(`${app}/bin/app-x`)).toBe('1049 1.2.3-pre.1 hello from build 3\n');
    expect(await start(`${app}/bin/second-one`)).toBe('second\n');
    const found = await build('debugApp');
    expect(await start(`${found}/bin/app-x`)).toBe('1049 1.2.3-pre.1 hello from build 3\n');
  });

  test('compiles tests that run', async () => {
    const tests = join(await build('midTests'), 'tests');
    const [program = ''] = await readdir(tests);
    expect(program).toMatch(/^mid_lib-[0-9a-f]{10}$/);
    expect(await start(join(tests, program))).toContain('test works ... ok');
  });

  test('compiles to the same bytes in another folder', async () => {
    await build('mid.lib');
    await read(nix, ['build', '--no-link', '--rebuild', ...file(known), 'mid.lib']);
  });

  test('the closure of a library holds all that it needs', async () => {
    const output = await build('mid');
    const closure = await read(nix, ['path-info', '--recursive', output]);
    for (const name of ['rust_mid-0.1.0-lib', 'rust_leaf-sys-1.2.3-pre.1-lib', 'rust_derive-it-0.1.0-lib'])
      expect(closure).toContain(name);
  });

  test('evaluates a chain of a thousand crates', async () => {
    expect(await read(nix, ['eval', '--raw', ...file(known), 'chain.drvPath'])).toMatch(
      /rust_link1000-0\.1\.0\.drv$/,
    );
  });

  test('evaluates for another system, where no facts are known', async () => {
    const other = facts.system === 'aarch64-linux' ? '"x86_64-linux"' : '"aarch64-linux"';
    expect(await read(nix, ['eval', '--raw', ...file(known, other), 'app.drvPath'])).toMatch(
      /rust_app-x-0\.1\.0\.drv$/,
    );
  });

  test('without facts it has a name, and building it says how to mend that', async () => {
    expect(await read(nix, ['eval', '--raw', ...file(standIn), 'app.name'])).toBe('rust_app-x-0.1.0');
    const fault = await readFault(nix, ['build', '--no-link', ...file(standIn), 'app']);
    expect(fault).toContain('needs `rustc`, and the stand-in for nixpkgs knows none of this machine');
    expect(fault).toContain('run `flake-lattice build NODE`');
    expect(fault).toContain('--override-input nixpkgs REFERENCE');
  });

  test('a build that calls a compiler which is not in its hash is stopped', async () => {
    const fault = await readFault(nix, [
      'build',
      '--no-link',
      '--print-build-logs',
      ...file(standIn),
      'lateCompiler',
    ]);
    expect(fault).toContain('rustc: a build may not use a compiler that is not in its hash');
  });
});
