// What flake-lattice tells of a lattice, and changes nothing: list, explain, check, help.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { LatticeProject } from '../testing/lattice-project.js';
import { beginDiamond, lattice } from './diamond.fixture.js';

let project: LatticeProject;

async function begin(...given: Parameters<typeof beginDiamond>): Promise<void> {
  project = await beginDiamond(...given);
}

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');

afterEach(() => project.remove());

describe('list', () => {
  test('shows the nodes, lower ones first', async () => {
    await begin();
    expect((await project.run('list')).out.split('\n').map((line) => line.split(/ +/).slice(0, 4))).toEqual([
      ['NODE', 'RANK', 'TEMPLATE', 'EXTENDS'],
      ['config-seed', '0', 'config'],
      ['rust', '1', 'shell', 'config-seed'],
      ['web', '1', 'shell', 'config-seed'],
      ['dev', '2', 'shell', 'rust,'],
      [''],
    ]);
  });

  test('of a node, what is below it or above it', async () => {
    await begin();
    const names = async (...args: string[]) =>
      JSON.parse((await project.run('list', '--json', ...args)).out).nodes.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names('web')).toEqual(['config-seed', 'web']);
    expect(await names('--above', 'web')).toEqual(['web', 'dev']);
  });

  test('refuses a node that is not there, with the nearest name', async () => {
    await begin();
    const { status, err } = await project.run('list', 'wep');
    expect([status, err]).toEqual([2, expect.stringMatching(/error\[NODE_UNKNOWN\].*`wep`[\s\S]*web/)]);
  });
});

describe('explain', () => {
  test('tells of each leaf which node, file and line set it, and what that overrode', async () => {
    await begin();
    const { out } = await project.run('explain', 'dev', '--json');
    const { leaves } = JSON.parse(out) as {
      leaves: { key: string; source: string; line?: number; node?: string }[];
    };
    const line = (text: string) => lattice.split('\n').indexOf(text) + 1;
    expect(leaves.find(({ key }) => key === 'rust.channel')).toMatchObject({
      value: '"beta"',
      source: 'lattice.toml',
      line: line('channel = "beta"'),
      node: 'dev',
      overrode: [
        { value: '"stable"', line: line('channel = "stable"') },
        { value: '"stable"', layer: 'default' },
      ],
    });
    expect(leaves.find(({ key }) => key === 'build.jobs')).toMatchObject({
      node: 'web',
      line: line('jobs = 2'),
    });
    for (const { source, line: found } of leaves)
      expect(source === 'default' || found !== undefined).toBe(true);
  });

  test('of a key or a table alone', async () => {
    await begin();
    expect((await project.run('explain', 'web', 'build.jobs')).out).toMatch(
      /^KEY .*\nbuild.jobs +2 +web, lattice.toml:\d+\n$/,
    );
    const { out } = await project.run('explain', 'web', 'rust');
    expect(
      out
        .split('\n')
        .slice(1, -1)
        .every((row) => row.startsWith('rust.')),
    ).toBe(true);
    const missing = await project.run('explain', 'web', 'rust.nothing');
    expect([missing.status, missing.err]).toEqual([2, expect.stringContaining('CONFIG_KEY_MISSING')]);
  });
});

describe('check', () => {
  test('lists what is edited, stale, missing, orphaned and unknown to git', async () => {
    await begin();
    await project.run('generate');
    expect(await project.run('check')).toMatchObject({ status: 0, out: '' });
    await project.write('generated/rust/flake.nix', '# mine\n');
    rmSync(join(project.root, 'generated/config-seed/flake.nix'));
    project.git('rm', '--cached', '--quiet', '--force', 'generated/flake.nix');
    await project.write(
      'lattice.toml',
      lattice.replace('channel = "stable"', 'channel = "nightly"').replace(/\[node\.dev\][\s\S]*/, ''),
    );
    const { status, out } = await project.run('check');
    const states = Object.fromEntries(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ +/).reverse()),
    );
    expect([status, states]).toEqual([
      1,
      expect.objectContaining({
        'generated/rust/flake.nix': 'edited',
        'generated/config-seed/flake.nix': 'missing',
        'generated/web/flake.nix': 'stale',
        'generated/dev/flake.nix': 'orphaned',
        'flake.lock': 'stale',
      }),
    ]);
    expect(['stale', 'untracked']).toContain(states['generated/flake.nix']);
    const diff = await project.run('check', '--diff');
    expect(diff.out).toContain('+++ b/generated/web/config.toml');
    expect(JSON.parse((await project.run('check', '--json')).out)).toMatchObject({ upToDate: false });
  });

  test('looks at the record of what is generated too', async () => {
    await begin();
    await project.run('generate');
    const manifest = 'generated/.lattice/manifest.json';
    const text = read(manifest);
    const damages: readonly (readonly [string, () => unknown])[] = [
      ['missing', () => rmSync(join(project.root, manifest))],
      ['stale', () => project.write(manifest, text.replace(/"[0-9a-f]{64}"/, `"${'0'.repeat(64)}"`))],
      ['untracked', () => project.git('rm', '--cached', '--quiet', '--force', manifest)],
    ];
    for (const [state, damage] of damages) {
      await damage();
      const { status, out } = await project.run('check');
      expect([status, out.trimEnd().split(/ +/)]).toEqual([1, [state, manifest]]);
      expect((await project.run('generate')).status).toBe(0);
      expect((await project.run('check')).status).toBe(0);
      expect(read(manifest)).toBe(text);
    }
  });

  test('says so where git does not know a file', async () => {
    await begin();
    await project.run('generate');
    project.git('rm', '--cached', '--quiet', '--force', 'generated/rust/flake.nix');
    const { status, out } = await project.run('check');
    expect([status, out]).toEqual([1, expect.stringMatching(/^untracked +generated\/rust\/flake\.nix$/m)]);
    expect((await project.run('generate')).status).toBe(0);
    expect((await project.run('check')).status).toBe(0);
  });
});

describe('help', () => {
  test('every subcommand tells its options and examples', async () => {
    await begin();
    const { out } = await project.run('--help');
    const names = [...out.matchAll(/^ {2}([a-z]+) [[<a-z]/gm)]
      .map(([, name]) => String(name))
      .filter((name) => name !== 'help');
    expect(names.length).toBeGreaterThanOrEqual(12);
    for (const name of names) {
      const help = await project.run(name, '--help');
      expect([name, help.status, help.out]).toEqual([
        name,
        0,
        expect.stringContaining(`$ flake-lattice ${name}`),
      ]);
      if (!['completion', 'develop'].includes(name)) expect(help.out).toContain('--quiet');
    }
  });
});
