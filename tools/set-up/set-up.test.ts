import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cannotRun } from './cannot-run.fixture.js';
import { type Clone, type Ended, makeClone, readIn } from './clone.fixture.js';

let clone: Clone;
const at = (name: string) => join(clone.root, '.toolchain', name);

beforeAll(() => {
  clone = makeClone();
}, 120_000);
afterAll(() => clone.remove());

describe('set-up refuses, and brings nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'old-nix-'));
  const old = join(folder, 'nix');
  writeFileSync(old, '#!/bin/sh\necho "nix (Nix) 2.18.1"\n');
  chmodSync(old, 0o755);
  chmodSync(folder, 0o755);

  const cases = [
    ['a Nix that is not there', { FLAKE_LATTICE_NIX: '/nowhere/nix' }, 'NIX_MISSING', '/nowhere/nix'],
    ['a program that is no Nix', { FLAKE_LATTICE_NIX: '/bin/sh' }, 'NIX_MISSING', '/bin/sh'],
    ['a relative path', { FLAKE_LATTICE_NIX: 'bin/nix' }, 'NIX_MISSING', 'bin/nix'],
    ['a Nix that is too old', { FLAKE_LATTICE_NIX: old }, 'NIX_TOO_OLD', old],
  ] as const;
  test.each(cases)('%s', async (_, env, code, name) => {
    const { status, stdout, stderr } = await clone.setUp([], env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error\\[${code}\\]: .*\`${name}\``));
    expect(stderr).toContain('hint: ');
    expect(existsSync(at('bin'))).toBe(false);
  });

  test('an option that it does not have', async () => {
    const { status, stderr } = await clone.setUp(['--for-test']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error\[USAGE\]/);
  });

  test('a file where its folder is to be', async () => {
    rmSync(at(''), { recursive: true, force: true });
    writeFileSync(join(clone.root, '.toolchain'), '');
    const { status, stderr } = await clone.setUp();
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error\[OUTPUT_IS_FILE\]/);
    rmSync(join(clone.root, '.toolchain'));
  });
});

// The real thing: packages from the mirror of this machine, unpacked, started and built with, by a user without rights.
describe('set-up in a fresh clone, by an unprivileged user', () => {
  let first: Ended;
  let isPrivate = false;

  beforeAll(async () => {
    first = await clone.setUp();
    isPrivate = existsSync(at('nix/stamp.json'));
    if (/PACKAGES_UNAVAILABLE|NIX_MISSING/.test(first.stderr)) cannotRun('set-up', first.stderr);
    else if (!isPrivate) cannotRun('the repair of a private Nix', 'this machine has a Nix in /usr/bin');
  }, 180_000);

  const withPrivateNix = (name: string, body: () => Promise<void>) =>
    test(name, async () => (isPrivate ? body() : undefined), 180_000);

  withPrivateNix('brings what is missing, and writes nothing outside the clone', async () => {
    expect(first).toMatchObject({ status: 0 });
    expect(first.stderr).toMatch(/^set-up: private Nix: fetching \d+\.\d+/m);
    expect(first.stdout).toContain(`export PATH="${at('bin')}:$PATH"`);
    expect(readdirSync(clone.home)).toEqual([]);
    expect(existsSync(at('work'))).toBe(false);
    const status = await clone.run(['git', 'status', '--porcelain', '--ignored', '.toolchain']);
    expect(status.stdout).toBe('!! .toolchain/\n');
  });

  withPrivateNix('names no mirror in any file that it leaves', async () => {
    const asked = await clone.run(['apt-get', 'indextargets', '--format', '$(SITE)']);
    const hosts = new Set([...asked.stdout.matchAll(/\/\/([^/\s]+)/g)].map(([, host]) => host as string));
    for (const host of hosts) {
      const found = await clone.run(['grep', '-rlI', '--', host, '.toolchain', 'tools']);
      expect(found.stdout).toBe('');
    }
  });

  withPrivateNix('the Nix that it brings builds a flake with a relative input', async () => {
    const flake = join(clone.root, 'target', 'flake');
    mkdirSync(join(flake, 'below'), { recursive: true });
    writeFileSync(join(flake, 'below', 'flake.nix'), '{ outputs = _: { text = "below"; }; }\n');
    writeFileSync(
      join(flake, 'flake.nix'),
      `{
  inputs.below.url = "path:./below";
  outputs = { self, below }: {
    built = derivation {
      name = "built"; system = builtins.currentSystem; builder = "/bin/sh";
      args = [ "-c" "printf %s \${below.text} > \\"$out\\"" ];
    };
  };
}
`,
    );
    clone.own();
    const args = [
      'build',
      '--impure',
      '--no-write-lock-file',
      '--no-link',
      '--print-out-paths',
      `path:${flake}#built`,
    ];
    for (const home of [clone.home, '', '/nonexistent']) {
      const built = await clone.run([at('bin/nix'), ...args], { HOME: home });
      expect(built).toMatchObject({ status: 0 });
      expect(built.stdout).toMatch(/\/\.toolchain\/store\/[a-z0-9]{32}-built\n$/);
    }
    expect(readdirSync(clone.home)).toEqual([]);
    const kin = await clone.run([at('bin/nix-instantiate'), '--eval', '--expr', '1 + 1']);
    expect(kin.stdout).toBe('2\n');
  });

  withPrivateNix('a second run changes nothing and says so', async () => {
    const second = await clone.setUp();
    expect(second).toMatchObject({ status: 0, stderr: 'set-up: nothing changed\n', stdout: first.stdout });
    expect(second.milliseconds).toBeLessThan(first.milliseconds / 2);
  });

  withPrivateNix('its own bin on PATH, or as FLAKE_LATTICE_NIX, is no Nix of the machine', async () => {
    const env = { PATH: `${at('bin')}:/usr/bin:/bin`, FLAKE_LATTICE_NIX: at('bin/nix') };
    expect((await clone.setUp([], env)).stderr).toBe('set-up: nothing changed\n');
  });

  withPrivateNix('mends what needs no download', async () => {
    rmSync(at('bin/nix-store'));
    truncateSync(at('bin/nix'), 20);
    rmSync(at('nixpkgs/host.nix'));
    writeFileSync(at('nixpkgs-reference'), 'path:/elsewhere\n');
    mkdirSync(at('work/left-over'), { recursive: true });
    mkdirSync(at('set-up.lock'));
    writeFileSync(
      at('set-up.lock/holder.json'),
      JSON.stringify({ token: 'dead', pid: 2 ** 22 + 1, host: hostname() }),
    );
    clone.own();
    const mended = await clone.setUp();
    expect(mended).toMatchObject({ status: 0, stdout: first.stdout });
    expect(mended.stderr).not.toMatch(/fetching|waiting/);
    expect(existsSync(at('nixpkgs/host.nix'))).toBe(true);
    expect(readIn(clone, '.toolchain/nixpkgs-reference')).toBe(`path:${at('nixpkgs')}\n`);
    expect((await clone.run([at('bin/nix-store'), '--version'])).status).toBe(0);
  });

  withPrivateNix('adapts to a clone that was moved, to a path that needs quoting', async () => {
    const [from, to] = [clone.root, `${clone.root} it's – #1`];
    renameSync(from, to);
    clone.root = to;
    const moved = await clone.setUp();
    expect(moved).toMatchObject({ status: 0 });
    expect(moved.stderr).toMatch(/the clone was moved/);
    expect(moved.stderr).not.toMatch(/fetching/);
    expect((await clone.run([at('bin/nix'), 'eval', '--expr', '1 + 1'])).stdout).toBe('2\n');
    expect((await clone.setUp()).stderr).toBe('set-up: nothing changed\n');
    renameSync(to, from);
    clone.root = from;
    expect((await clone.setUp()).status).toBe(0);
  });

  withPrivateNix('a toolchain that clones share by a link stays where it is', async () => {
    const place = readIn(clone, '.toolchain/place');
    const shared = join(clone.root, '..', 'shared');
    renameSync(at(''), shared);
    symlinkSync(shared, join(clone.root, '.toolchain'));
    const real = { ...clone, root: shared };
    expect((await clone.setUp()).status).toBe(0);
    expect(readIn(real, 'place')).toBe(`${shared}\n`);
    expect((await clone.setUp()).stderr).toBe('set-up: nothing changed\n');
    rmSync(join(clone.root, '.toolchain'));
    renameSync(shared, join(clone.root, '.toolchain'));
    expect((await clone.setUp()).status).toBe(0);
    expect(readIn(clone, '.toolchain/place')).toBe(place);
  });

  withPrivateNix('makes a damaged part again, and one that was interrupted; two at once wait', async () => {
    const [library] = readdirSync(at('nix/lib')).filter((name) => name.startsWith('libstdc++'));
    rmSync(at(`nix/lib/${library}`));
    await clone.setUpKilled(4_000);
    const both = await Promise.all([clone.setUp(), clone.setUp()]);
    expect(both).toMatchObject([{ status: 0 }, { status: 0 }]);
    const printed = both.map(({ stderr }) => stderr).sort();
    expect(printed.filter((text) => /fetching/.test(text))).toHaveLength(1);
    expect(printed.filter((text) => /waiting for another set-up/.test(text))).toHaveLength(1);
    expect((await clone.run([at('bin/nix'), '--version'])).status).toBe(0);
    expect(existsSync(at('set-up.lock'))).toBe(false);
  });

  withPrivateNix('for the tests it brings Nix 2.26, compilers, shells and a browser, which run', async () => {
    const forTests = await clone.setUp(['--for-tests']);
    expect(forTests).toMatchObject({ status: 0 });
    const env = { PATH: `${at('bin')}:/usr/bin:/bin` };
    expect((await clone.run(['rustc', '--version'], env)).stdout).toMatch(/^rustc \d/);
    expect((await clone.run(['cargo', '--version'], env)).stdout).toMatch(/^cargo \d/);
    expect((await clone.run(['cc', '--version'], env)).status).toBe(0);
    expect((await clone.run([at('nix-2.26/bin/nix'), '--version'])).stdout).toMatch(/ 2\.26\.\d+\n$/);
    expect((await clone.run([at('bin/chromium'), '--version'])).stdout).toMatch(/\d+\.\d+/);
    const shells =
      (await clone.run(['sh', '-c', 'command -v zsh && command -v fish'])).status === 0
        ? '/usr/bin'
        : at('shells/bin');
    expect((await clone.run([join(shells, 'zsh'), '--version'])).stdout).toMatch(/^zsh 5/);
    expect((await clone.run([join(shells, 'fish'), '--version'])).stdout).toMatch(/^fish, version/);
    expect((await clone.setUp(['--for-tests'])).stderr).toBe('set-up: nothing changed\n');
  });

  withPrivateNix('a program that has the right size and does not run is made again', async () => {
    const { size } = statSync(at('nix/bin/nix'));
    writeFileSync(at('nix/bin/nix'), Buffer.alloc(size));
    const mended = await clone.setUp();
    expect(mended).toMatchObject({ status: 0 });
    expect(mended.stderr).toMatch(/does not run, making it again/);
  });
});
