// `init` from outside: what it makes of an empty folder and of a repository with a flake, and what it refuses.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readLattice } from '@flake-lattice/config-builder';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../../../../tools/testing/nixes.js';
import { snapshotTree } from '../../../../tools/testing/tree-snapshot.js';
import { type Ground, makeGround } from './init.fixture.js';

const rev = '0123456789abcdef0123456789abcdef01234567';
const narHash = 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const rootFlake = `{
  # The release that we follow.
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.05";

  outputs = { self, nixpkgs }: { lib = nixpkgs.lib; };
}
`;
const rootLock = JSON.stringify({
  nodes: {
    nixpkgs: {
      locked: { lastModified: 1, narHash, owner: 'NixOS', repo: 'nixpkgs', rev, type: 'github' },
      original: { owner: 'NixOS', ref: 'nixos-25.05', repo: 'nixpkgs', type: 'github' },
    },
    root: { inputs: { nixpkgs: 'nixpkgs' } },
  },
  root: 'root',
  version: 7,
});

let ground: Ground;
const read = (file: string) => readFileSync(join(ground.top, file), 'utf8');

beforeEach(() => {
  ground = makeGround();
});
afterEach(() => rmSync(ground.top, { recursive: true, force: true }));

describeWithNix('init in an empty folder', () => {
  test('makes a repository, a lattice with a diamond, and a thin root; git knows all of it', async () => {
    const { status, out, err } = await ground.init('--yes', '--host-tools');
    expect({ status, err }).toEqual({
      status: 0,
      err: 'next:\n  flake-lattice generate\n  flake-lattice build\n',
    });
    expect(out).toBe(
      ['.git/', 'nix/host-nixpkgs/', 'lattice.toml', 'flake.nix', '.envrc', '.gitignore']
        .map((file) => `created    ${file}\n`)
        .join(''),
    );
    const lattice = await readLattice(join(ground.top, 'lattice.toml'));
    expect([...lattice.nodes.values()].map(({ name, extends: below }) => [name, below])).toEqual([
      ['base', []],
      ['dev', ['rust', 'web']],
      ['rust', ['base']],
      ['web', ['base']],
    ]);
    expect(lattice.externals.get('nixpkgs')?.url).toBe('path:./nix/host-nixpkgs');
    const known = (await ground.git('ls-files')).trim().split('\n');
    expect(known).toEqual(
      expect.arrayContaining(['flake.nix', 'lattice.toml', 'nix/host-nixpkgs/flake.nix']),
    );
    expect(known.filter((file) => /\.ts$|fixtures|signatures|host\.nix/.test(file))).toEqual([]);
    expect(await ground.git('status', '--porcelain', '--untracked-files=all')).not.toContain('??');
  });

  test('a folder that is not there is made, and the way into it is told', async () => {
    const { status, err } = await ground.init('new one', '--yes', '--host-tools');
    expect(status).toBe(0);
    expect(err).toContain("  cd 'new one'\n  flake-lattice generate\n");
    expect(existsSync(join(ground.top, 'new one/.git'))).toBe(true);
    expect(existsSync(join(ground.top, 'new one/flake.nix'))).toBe(true);
  });

  test('without a network, the stand-in takes the place of nixpkgs, and a note says how to change it', async () => {
    const { status, err } = await ground.init('--yes');
    expect(status).toBe(0);
    expect(err).toContain('note: github:NixOS/nixpkgs/nixpkgs-unstable cannot be reached');
    expect(err).toContain('then: flake-lattice update nixpkgs');
    expect(read('lattice.toml')).toContain('url = "path:./nix/host-nixpkgs"\n');
    expect(existsSync(join(ground.top, 'nix/host-nixpkgs/default.nix'))).toBe(true);
  });

  test('a nixpkgs that holds one version for ever is taken as it is, and Nix is not asked', async () => {
    const url = `github:NixOS/nixpkgs/${rev}`;
    expect((await ground.init('--yes', '--nixpkgs', url)).status).toBe(0);
    expect(read('lattice.toml')).toContain(`[inputs.nixpkgs]\nurl = "${url}"\n\n`);
    expect(existsSync(join(ground.top, 'nix'))).toBe(false);
  });

  test('a branch is pinned to what it stands for', async () => {
    ground.write('elsewhere/flake.nix', '{ outputs = { self }: { }; }');
    const inside = ['-C', join(ground.top, 'elsewhere')];
    await ground.git(...inside, 'init', '--quiet', '--initial-branch=main');
    await ground.git(...inside, 'add', '.');
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    await ground.git(...inside, ...who, 'commit', '--quiet', '--message', 'first');
    const commit = (await ground.git(...inside, 'rev-parse', 'HEAD')).trim();
    const url = `git+file://${ground.top}/elsewhere?ref=main`;
    expect((await ground.init('here', '--yes', '--nixpkgs', url)).status).toBe(0);
    const { externals } = await readLattice(join(ground.top, 'here/lattice.toml'));
    expect(externals.get('nixpkgs')).toMatchObject({ url, pin: expect.stringContaining(`rev=${commit}`) });
  });

  test.each([
    ['config', ['base', 'development', 'production'], [], ['.envrc', '.gitignore']],
    [
      'rust',
      ['greeting', 'rust'],
      ['greeting'],
      ['greeting/Cargo.toml', 'greeting/src/lib.rs', 'greeting/tests/lines.rs', '.envrc', '.gitignore'],
    ],
  ])('--template %s has nodes, crates and files of its own', async (template, nodes, crates, files) => {
    const { status, out } = await ground.init('--yes', '--host-tools', '--template', template);
    expect(status).toBe(0);
    expect(out.split('\n').slice(4, -1)).toEqual(files.map((file) => `created    ${file}`));
    const lattice = await readLattice(join(ground.top, 'lattice.toml'));
    expect([[...lattice.nodes.keys()], [...lattice.crates.keys()]]).toEqual([nodes, crates]);
    expect(read('.envrc')).toContain('  use flake\n');
    const untracked = await ground.git('status', '--porcelain', '--untracked-files=all');
    expect(untracked).not.toContain('??');
  });

  test('who was brought here by npm goes on by npx', async () => {
    const { err } = await ground.initWith({ npm_command: 'exec' }, '--yes', '--host-tools');
    expect(err).toBe('next:\n  npx flake-lattice generate\n  npx flake-lattice build\n');
  });

  test('a dry run shows everything and writes nothing, not even the folder', async () => {
    const { status, out } = await ground.init('new', '--dry-run', '--host-tools');
    expect(status).toBe(0);
    expect(out).toContain('+++ b/new/lattice.toml');
    expect(out).toContain('+++ b/new/.envrc');
    expect(out).toContain('+  inputs.lattice.url = "path:./generated";');
    expect(await snapshotTree(ground.top)).toEqual({});
  });

  test('--json tells what was made and what to do next', async () => {
    const { status, out } = await ground.init('--yes', '--json', '--host-tools', '--output', 'flakes');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      folder: '.',
      written: true,
      template: 'shells',
      files: ['.git/', 'nix/host-nixpkgs/', 'lattice.toml', 'flake.nix', '.envrc', '.gitignore'].map(
        (file) => ({ file, outcome: 'created' }),
      ),
      nixpkgs: { url: 'path:./nix/host-nixpkgs' },
      notes: [],
      next: ['flake-lattice generate', 'flake-lattice build'],
    });
    expect(read('flake.nix')).toContain('"path:./flakes"');
    expect(read('lattice.toml')).toContain('#:schema ./flakes/.lattice/schema.json\n');
  });
}, [newestNix]);

describeWithNix('init in a repository with a flake', () => {
  beforeEach(async () => {
    await ground.git('init', '--quiet');
    ground.write('flake.nix', rootFlake);
  });

  test('adds its lines and no other, and takes the nixpkgs that the flake is locked to', async () => {
    ground.write('flake.lock', rootLock);
    await ground.git('add', '.');
    const { status, out } = await ground.init('--yes');
    expect({ status, out }).toEqual({
      status: 0,
      out: 'created    lattice.toml\nchanged    flake.nix\ncreated    .envrc\ncreated    .gitignore\n',
    });
    const diff = await ground.git('diff', '--unified=0', 'flake.nix');
    const changed = diff.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
    expect(changed).toEqual([
      '+  inputs.lattice.url = "path:./generated";',
      '+  inputs.lattice.inputs.nixpkgs.follows = "nixpkgs";',
      '-  outputs = { self, nixpkgs }: { lib = nixpkgs.lib; };',
      '+  outputs = { self, nixpkgs, lattice }: { lib = nixpkgs.lib; };',
    ]);
    const { externals } = await readLattice(join(ground.top, 'lattice.toml'));
    expect(externals.get('nixpkgs')).toMatchObject({
      url: 'github:NixOS/nixpkgs/nixos-25.05',
      pin: `github:NixOS/nixpkgs/${rev}?narHash=${encodeURIComponent(narHash)}`,
    });
    expect(read('flake.lock')).toBe(rootLock);
  });

  test('another nixpkgs that is asked for is taken, and it is said where that counts', async () => {
    ground.write('flake.lock', rootLock);
    const { status, err } = await ground.init('--yes', '--host-tools', '--name', 'nodes');
    expect(status).toBe(0);
    expect(err).toContain('note: through the root flake, all nodes get the nixpkgs of the root flake');
    expect(err).toContain('can use it now, as in: nodes.packages.${system}.dev\n');
    expect(read('flake.nix')).toContain('inputs.nodes.inputs.nixpkgs.follows = "nixpkgs";');
  });

  test('files for direnv and git that are there stay as they are, and it is told what would be in them', async () => {
    ground.write('.envrc', 'export MINE=1\n');
    ground.write('.gitignore', 'mine\n');
    const { status, out, err } = await ground.init('--yes', '--host-tools');
    expect({ status, out }).toEqual({ status: 0, out: expect.not.stringMatching(/\.envrc|\.gitignore/) });
    expect([read('.envrc'), read('.gitignore')]).toEqual(['export MINE=1\n', 'mine\n']);
    expect(err).toContain(
      'note: `.envrc` is there already and stays as it is; the shell of the lattice is: use flake',
    );
    expect(err).toContain('these lines belong into it: /result /result-* .direnv/\n');
  });

  test('its shell is that of the lattice, which its own outputs do not give', async () => {
    expect((await ground.init('--yes', '--host-tools', '--output', 'my flakes')).status).toBe(0);
    expect(read('.envrc')).toContain("  use flake './my flakes#dev'\n");
    expect(read('.envrc')).toContain(
      "watch_file lattice.toml 'my flakes'/flake.nix 'my flakes'/*/flake.nix\n",
    );
  });

  test('a folder below it gets a lattice of its own', async () => {
    const { status, out } = await ground.init('tools', '--yes', '--host-tools');
    expect({ status, out }).toEqual({
      status: 0,
      out: ['nix/host-nixpkgs/', 'lattice.toml', 'flake.nix', '.envrc', '.gitignore']
        .map((file) => `created    tools/${file}\n`)
        .join(''),
    });
    expect(read('flake.nix')).toBe(rootFlake);
  });

  test('a flake with no nixpkgs is taken as it is', async () => {
    ground.write('flake.nix', '{ outputs = { self }: { }; }\n');
    expect((await ground.init('--yes', '--host-tools')).status).toBe(0);
    expect(read('flake.nix')).toBe(
      '{ inputs.lattice.url = "path:./generated"; outputs = { self, lattice }: { }; }\n',
    );
  });

  test.each<[string, readonly string[], () => void]>([
    ['CONFIRMATION_MISSING', [], () => {}],
    ['CONFIRMATION_MISSING', ['--json'], () => {}],
    ['USAGE', ['--yes', '--host-tools', '--nixpkgs', 'path:./x'], () => {}],
    ['USAGE', ['--yes', 'a', 'b'], () => {}],
    ['LATTICE_EXISTS', ['--yes'], () => ground.write('lattice.toml', '')],
    ['LATTICE_EXISTS', ['--yes'], () => ground.write('lattice.config.ts', '')],
    ['LATTICE_EXISTS', ['--yes'], () => symlinkSync('nowhere', join(ground.top, 'lattice.toml'))],
    ['OUTPUT_NOT_OURS', ['--yes'], () => ground.write('generated/schema.ts', 'mine')],
    ['OUTPUT_NOT_OURS', ['--yes'], () => ground.write('generated', 'mine')],
    ['OUTPUT_NOT_OURS', ['--yes', '--host-tools'], () => ground.write('nix/host-nixpkgs/flake.nix', '{ }')],
    ['OUTPUT_NOT_OURS', ['--yes', '--host-tools'], () => ground.write('nix', 'mine')],
    ['OUTPUT_NOT_OURS', ['--yes', '--host-tools'], () => linkOut('nix')],
    [
      'OUTPUT_NOT_OURS',
      ['--yes', '--host-tools', '--template', 'rust'],
      () => ground.write('greeting/Cargo.toml', 'mine'),
    ],
    ['USAGE', ['--yes', '--host-tools', '--template', 'python'], () => {}],
    ['INPUT_NAME_INVALID', ['--yes', '--host-tools', '--name', 'self'], () => {}],
    ['INPUT_TAKEN', ['--yes', '--host-tools', '--name', 'nixpkgs'], () => {}],
    ['INPUT_NAME_INVALID', ['--yes', '--host-tools', '--name', 'a b'], () => {}],
    [
      'FLAKE_NOT_EDITABLE',
      ['--yes', '--host-tools'],
      () => ground.write('flake.nix', '{ inputs = import ./i; }'),
    ],
    ['FLAKE_SYNTAX', ['--yes', '--host-tools'], () => ground.write('flake.nix', '{ outputs = ')],
    ['LOCK_FAILED', ['--yes'], () => {}],
    ['LOCK_FAILED', ['--yes', '--nixpkgs', 'github:example/nothing'], () => {}],
    ['CONFIG_OUT_OF_RANGE', ['--yes', '--nixpkgs', 'not a reference'], () => {}],
    ['CONFIG_OUT_OF_RANGE', ['--yes', '--host-tools', '--output', '../elsewhere'], () => {}],
  ])('%s: %j, and nothing is written', async (code, args, prepare) => {
    prepare();
    const before = await snapshotTree(ground.top);
    const { status, out, err } = await ground.init(...args);
    expect({ status, out, err }).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining(`error[${code}]`),
    });
    expect(err).toContain('hint: ');
    expect(await snapshotTree(ground.top)).toEqual(before);
  });

  function linkOut(name: string): void {
    mkdirSync(join(ground.top, 'other'));
    symlinkSync('other', join(ground.top, name));
  }
}, [newestNix]);
