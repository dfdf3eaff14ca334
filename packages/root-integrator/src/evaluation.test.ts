// What the command writes, evaluated as a flake by every Nix: paths of odd names, nested flakes, the thin root.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNix } from '@flake-lattice/programs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWithNix, environmentWith, type TestedNix } from '../../../tools/testing/nixes.js';
import { makeRepository, runIn } from './fixture-flake.fixture.js';
import { renderHubRoot } from './render-hub-root.js';

const target = `{
  outputs = { self }: {
    marker = "reached";
    packages.x86_64-linux.default = "the package";
    packages.aarch64-linux.default = "the other package";
  };
}
`;
let top: string;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), text);
}

/** An attribute of a flake in the repository, with all files known to git. */
async function evaluateFlake(nix: TestedNix, installable: string): Promise<unknown> {
  execFileSync('git', ['add', '--all'], { cwd: top });
  const unknown = { text: '', major: 0, minor: 0 };
  const options = { cwd: top, env: environmentWith(nix) };
  const result = await runNix({ path: nix.path, version: unknown }, ['eval', '--json', installable], options);
  if (result.exitCode !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout);
}

beforeEach(() => {
  top = makeRepository();
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

describeWithNix('flakes that the command wrote', (nix) => {
  test.each([
    'plain',
    'with space',
    'a%20b',
    'a?b#c',
    'ünï',
    'a"b',
    '${x}',
    "it's",
    'a+b=c@d,e',
    'dot.s/~x',
    'a&b;c',
  ])('an input in the folder %j is reached', async (name) => {
    write(`${name}/flake.nix`, target);
    write('flake.nix', '{ outputs = { self }: { inherit (x) marker; }; }'.replace('self', 'self, x'));
    expect(await runIn(top, ['--input', `x=./${name}`])).toMatchObject({ status: 0 });
    expect(await evaluateFlake(nix, '.#marker')).toBe('reached');
  });

  test('a flake below the top reaches one beside it', async () => {
    write('config/flake.nix', target);
    write(
      'deep/below/flake.nix',
      '{ outputs = { self, ... }@inputs: { inherit (x) marker; }; }'.replace('self', 'self, x'),
    );
    await runIn(top, ['--flake', 'deep/below', '--input', 'x=./config']);
    expect(await evaluateFlake(nix, './deep/below#marker')).toBe('reached');
  });

  test('the thin root passes on what the input gives, for its systems', async () => {
    write('target/generated-flake/flake.nix', target);
    write('more/flake.nix', target);
    await runIn(top, ['--input', 'configFlake=./target/generated-flake', '--input', 'more=./more']);
    expect(await evaluateFlake(nix, '.#packages')).toEqual({
      'aarch64-linux': { default: 'the other package', more: 'the other package' },
      'x86_64-linux': { default: 'the package', more: 'the package' },
    });
  });

  const hub = `{
    inputs.nixpkgs.url = "path:/nonexistent";
    inputs.seed = { url = "path:./seed"; inputs.nixpkgs.follows = "nixpkgs"; };
    outputs = { self, nixpkgs, seed }: {
      inherit (seed) packages;
      devShells = { };
      checks = { };
    };
  }`;
  const seed = `{
    inputs.nixpkgs.url = "path:/nonexistent";
    outputs = { self, nixpkgs }: {
      inherit (nixpkgs) marker;
      packages.x86_64-linux = { default = nixpkgs.marker; };
    };
  }`;

  test('an input becomes a node of the hub, with the nixpkgs of the root', async () => {
    write('np/flake.nix', '{ outputs = { self }: { marker = "of the root"; }; }');
    write('generated/flake.nix', hub);
    write('generated/seed/flake.nix', seed);
    write(
      'flake.nix',
      `{
  inputs = {
    nixpkgs.url = "path:./np";
    configFlake = {
      url = "path:./generated/seed";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };
  outputs = { self, nixpkgs, configFlake }: { inherit (configFlake) marker; };
}
`,
    );
    expect(await evaluateFlake(nix, '.#marker')).toBe('of the root');
    const args = ['--input', 'lattice=./generated', '--follows', 'configFlake=lattice/seed'];
    expect(await runIn(top, args)).toMatchObject({ status: 0, err: '' });
    expect(await evaluateFlake(nix, '.#marker')).toBe('of the root');
    expect(await runIn(top, [...args, '--check'])).toMatchObject({ status: 0 });
    const { nodes } = JSON.parse(readFileSync(join(top, 'flake.lock'), 'utf8'));
    expect(Object.keys(nodes).sort()).toEqual(['lattice', 'nixpkgs', 'root', 'seed']);
  });

  test('the thin root of a hub passes on what it gives, and a node of it can be the default', async () => {
    write('np/flake.nix', '{ outputs = { self }: { marker = "of the hub"; }; }');
    write('generated/flake.nix', hub.replace('path:/nonexistent', 'path:../np'));
    write('generated/seed/flake.nix', seed);
    const inputs = [{ name: 'lattice', url: 'path:./generated', takesNixpkgs: true }];
    write('flake.nix', renderHubRoot(inputs, 'tools'));
    expect(await evaluateFlake(nix, '.#packages')).toEqual({ 'x86_64-linux': { default: 'of the hub' } });
    expect(await evaluateFlake(nix, '.#checks')).toEqual({});
    rmSync(join(top, 'flake.nix'));
    rmSync(join(top, 'flake.lock'));
    await runIn(top, ['--input', 'lattice=./generated', '--follows', 'seed=lattice/seed']);
    expect(await evaluateFlake(nix, '.#packages')).toEqual({ 'x86_64-linux': { default: 'of the hub' } });
  });

  test('a flake that takes its nixpkgs from the input that goes, takes it from the new one', async () => {
    write('np/flake.nix', '{ outputs = { self }: { marker = "of the new one"; }; }');
    const shared = 'inputs.nixpkgs.url = "path:../np"; outputs = { self, nixpkgs }: { lib = { }; };';
    write('old/flake.nix', `{ ${shared} }`);
    write('new/flake.nix', `{ ${shared} }`);
    write(
      'flake.nix',
      `{
  inputs.old.url = "path:./old";
  inputs.nixpkgs.follows = "old/nixpkgs";
  outputs = { self, ... }: let inherit (self) inputs; in { lib = inputs.old.lib; inherit (inputs.nixpkgs) marker; };
}
`,
    );
    expect(await runIn(top, ['--input', 'fresh=./new', '--replaces', 'old'])).toMatchObject({ status: 0 });
    expect(await evaluateFlake(nix, '.#marker')).toBe('of the new one');
    expect(await evaluateFlake(nix, '.#lib')).toEqual({});
  });

  test('an input takes the place of another, with the nixpkgs of the root', async () => {
    write('np/flake.nix', '{ outputs = { self }: { marker = "of the root"; }; }');
    write('old/flake.nix', target);
    write(
      'new/flake.nix',
      '{ inputs.nixpkgs.url = "path:/nonexistent"; outputs = { self, nixpkgs }: { inherit (nixpkgs) marker; }; }',
    );
    write(
      'flake.nix',
      `{
  inputs = {
    nixpkgs.url = "path:./np";
    old.url = "path:./old"; # goes
  };
  outputs = { self, nixpkgs, old }: {
    inherit (old) marker;
    more = { inherit old; }.old.marker;
  };
}
`,
    );
    expect(await evaluateFlake(nix, '.#marker')).toBe('reached');
    await runIn(top, ['--input', 'fresh=./new', '--replaces', 'old']);
    expect(await evaluateFlake(nix, '.#marker')).toBe('of the root');
    expect(await evaluateFlake(nix, '.#more')).toBe('of the root');
  });
});
