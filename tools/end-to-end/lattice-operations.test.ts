// What flake-lattice tells of a lattice, and how it changes one: list, explain, join, meet, lock, update, eject, check, build.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject, type ProjectOptions } from '../testing/lattice-project.js';
import { describeWithNix, newestNix, oldestNix } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const lattice = `# A lattice.
[lattice]
schema = 1
systems = ["x86_64-linux", "aarch64-linux"]

[inputs.nixpkgs]
url = "path:./nixpkgs"

[config.rust]
channel = "stable"

[node.config-seed]

[node.rust] # the compiler
extends = ["config-seed"]
template = "shell"
packages = ["git"]

[node.web]
extends = ["config-seed"]
template = "shell"
[node.web.config.build]
jobs = 2

[node.dev]
extends = ["rust", "web"]
template = "shell"
[node.dev.config.rust]
channel = "beta"
`;

const rootFlake = `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice = {
    url = "path:./generated";
    inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs = { self, nixpkgs, lattice }: { inherit (lattice) packages; };
}
`;

let project: LatticeProject;

async function begin(text = lattice, options: Partial<ProjectOptions> = {}): Promise<void> {
  const { files = {}, ...others } = options;
  project = await makeLatticeProject({
    files: { 'lattice.toml': text, 'flake.nix': rootFlake, ...files },
    ...others,
  });
}

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');
const nodesOf = (lock: string) => Object.keys(JSON.parse(read(lock)).nodes).filter((name) => name !== 'root');

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

describe('join and meet', () => {
  test('print the elements', async () => {
    await begin();
    expect((await project.run('join', 'rust', 'web')).out).toBe('config-seed\nrust\nweb\n');
    expect((await project.run('meet', 'rust', 'web')).out).toBe('config-seed\n');
    expect(JSON.parse((await project.run('join', 'rust', 'web', '--json')).out)).toEqual({
      join: ['rust', 'web'],
      element: ['config-seed', 'rust', 'web'],
      maximal: ['rust', 'web'],
    });
  });

  test('--write adds a node, keeps the comments, and generates it', async () => {
    await begin();
    await project.run('generate');
    const { status, err } = await project.run('join', 'rust', 'web', '--write', 'both');
    expect([status, err]).toEqual([0, expect.stringContaining('[node.both]')]);
    expect(read('lattice.toml').startsWith(lattice.trimEnd())).toBe(true);
    expect(JSON.parse((await project.run('list', 'both', '--json')).out).nodes.at(-1)).toMatchObject({
      name: 'both',
      extends: ['rust', 'web'],
    });
    expect((await project.run('check')).status).toBe(0);
  });

  test('--write with --dry-run writes nothing', async () => {
    await begin();
    const before = await snapshotTree(project.root);
    const { status, out } = await project.run('join', 'rust', 'web', '--write', 'both', '--dry-run');
    expect([status, out]).toEqual([0, expect.stringContaining('+[node.both]')]);
    expect(await snapshotTree(project.root)).toEqual(before);
  });

  test('what could not be generated is not written', async () => {
    const clash = lattice.replace('[node.dev]', '[node.rust.config.build]\njobs = 3\n[node.dev]');
    await begin(
      clash.replace('[node.dev.config.rust]', '[node.dev.config.build]\njobs = 4\n[node.dev.config.rust]'),
    );
    const before = await snapshotTree(project.root);
    const clashing = await project.run('join', 'rust', 'web', '--write', 'both');
    expect([clashing.status, clashing.err]).toEqual([2, expect.stringContaining('CONFIG_CONFLICT')]);
    const scriptless = await project.run(
      'join',
      'rust',
      'web',
      '--write',
      'both',
      '--template',
      'check',
      '--dry-run',
    );
    expect([scriptless.status, scriptless.err]).toEqual([2, expect.stringContaining('script')]);
    expect(await snapshotTree(project.root)).toEqual(before);
  });

  test('a name that is taken, and an element that is empty, are refused', async () => {
    await begin(`${lattice}\n[node.apart]\n`);
    const taken = await project.run('join', 'rust', 'web', '--write', 'dev');
    expect([taken.status, taken.err]).toEqual([2, expect.stringContaining('NODE_EXISTS')]);
    expect((await project.run('meet', 'apart', 'web')).out).toBe('');
    const empty = await project.run('meet', 'apart', 'web', '--write', 'nothing');
    expect([empty.status, empty.err]).toEqual([2, expect.stringContaining('ELEMENT_EMPTY')]);
    expect(read('lattice.toml')).toBe(`${lattice}\n[node.apart]\n`);
  });
});

describe('lock', () => {
  test("writes a node's own lock and keeps it up to date, until it is dropped", async () => {
    await begin();
    await project.run('generate');
    expect((await project.run('lock', 'dev')).status).toBe(0);
    expect(nodesOf('generated/dev/flake.lock')).toEqual(['config-seed', 'nixpkgs', 'rust', 'web']);
    await project.write(
      'lattice.toml',
      `${lattice}\n[node.low]\n`.replace('extends = ["config-seed"]', 'extends = ["config-seed", "low"]'),
    );
    expect((await project.run('generate')).out).toContain('changed      generated/dev/flake.lock');
    expect(nodesOf('generated/dev/flake.lock')).toContain('low');
    expect((await project.run('lock', 'dev', '--drop')).status).toBe(0);
    expect(existsSync(join(project.root, 'generated/dev/flake.lock'))).toBe(false);
    expect((await project.run('check')).status).toBe(0);
  });
});

describe('update', () => {
  test('pins an external input in lattice.toml through Nix, and the locks follow', async () => {
    await begin();
    const other = await makeLatticeProject({
      files: { 'lattice.toml': '', 'flake.nix': '{ outputs = _: { value = 1; }; }\n' },
    });
    const url = `git+file://${other.root}`;
    const text = lattice
      .replace('[config.rust]', `# Ours.\n[inputs.other]\nurl = "${url}" # moves\n\n[config.rust]`)
      .replace('template = "shell"', 'template = "shell"\ninputs = ["other"]');
    await project.write('lattice.toml', text);
    const refused = await project.run('generate');
    expect([refused.status, refused.err]).toEqual([
      2,
      expect.stringMatching(/error\[INPUT_NOT_PINNED\][\s\S]*flake-lattice update other/),
    ]);
    expect((await project.run('update')).status).toBe(0);
    const revision = other.git('rev-parse', 'HEAD').trim();
    expect(read('lattice.toml')).toContain('# Ours.\n[inputs.other]\n');
    expect(read('lattice.toml')).toContain('# moves');
    expect(JSON.parse(read('generated/flake.lock')).nodes.other.locked.rev).toBe(revision);
    expect(read('generated/rust/flake.nix')).toContain(revision);
    expect((await project.run('check')).status).toBe(0);

    const before = await snapshotTree(project.root);
    expect((await project.run('update')).err).toContain('all pins are what their urls stand for now');
    expect(await snapshotTree(project.root)).toEqual(before);

    await other.write('flake.nix', '{ outputs = _: { value = 2; }; }\n');
    other.git('commit', '--quiet', '--all', '--message=Two');
    expect((await project.run('update', 'other')).status).toBe(0);
    expect(JSON.parse(read('generated/flake.lock')).nodes.other.locked.rev).toBe(
      other.git('rev-parse', 'HEAD').trim(),
    );
    await other.remove();
  });

  test('what cannot be renewed is refused', async () => {
    await begin();
    const fixed = await project.run('update', 'nixpkgs');
    expect([fixed.status, fixed.err]).toEqual([2, expect.stringContaining('INPUT_FIXED')]);
    const unknown = await project.run('update', 'nothing');
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('INPUT_UNKNOWN')]);
  });

  test('what Nix cannot find is refused, and nothing is written', async () => {
    await begin(
      lattice.replace('[config.rust]', '[inputs.other]\nurl = "git+file:///nowhere/at-all"\n[config.rust]'),
    );
    const before = await snapshotTree(project.root);
    const { status, err } = await project.run('update');
    expect([status, err]).toEqual([2, expect.stringContaining('LOCK_FAILED')]);
    expect(await snapshotTree(project.root)).toEqual(before);
  });
});

describe('eject', () => {
  test('gives the node to the user, who may change its inputs', async () => {
    await begin();
    await project.run('generate');
    expect((await project.run('eject', 'web')).status).toBe(0);
    for (const file of ['flake.nix', 'config.toml'])
      expect(read(`generated/web/${file}`)).not.toContain('Generated by');
    expect(read('lattice.toml')).toContain('ejected = true');
    expect(read('lattice.toml')).toContain('# the compiler');
    const mine = read('generated/web/flake.nix').replace(
      'inputs = {',
      'inputs = {\n    more.url = "path:../../nixpkgs";',
    );
    await project.write('generated/web/flake.nix', mine);
    expect((await project.run('generate')).status).toBe(0);
    expect((await project.run('check')).status).toBe(0);
    expect(read('generated/web/flake.nix')).toBe(mine);
    expect(Object.keys(JSON.parse(read('generated/flake.lock')).nodes.web.inputs)).toContain('more');
    const again = await project.run('eject', 'web');
    expect([again.status, again.err]).toEqual([2, expect.stringContaining('NODE_EJECTED')]);
  });

  test('can be taken back as the hint says', async () => {
    await begin();
    await project.run('generate');
    const generated = await snapshotTree(project.root);
    await project.run('eject', 'web');
    const { err } = await project.run('eject', 'web');
    expect(err).toContain('flake-lattice generate web --overwrite');
    await project.write('lattice.toml', read('lattice.toml').replace('ejected = true\n', ''));
    expect((await project.run('generate')).status).toBe(1);
    expect((await project.run('generate', 'web', '--overwrite')).status).toBe(0);
    expect((await project.run('generate')).status).toBe(0);
    expect(await snapshotTree(project.root)).toEqual(generated);
  });

  test('a node that was never generated cannot be given away', async () => {
    await begin();
    const { status, err } = await project.run('eject', 'web');
    expect([status, err]).toEqual([2, expect.stringContaining('NODE_NOT_GENERATED')]);
    expect(read('lattice.toml')).toBe(lattice);
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

describeWithNix('build, through the hub', (nix) => {
  test('builds every node, and leaves no lock behind', async () => {
    await begin(lattice, { nixpkgs: 'stand-in', nix });
    expect((await project.run('generate')).status).toBe(0);
    const { status, out } = await project.run('build', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out).built.map(({ node }: { node: string }) => node)).toEqual([
      'config-seed',
      'rust',
      'web',
      'dev',
    ]);
    expect(existsSync(join(project.root, 'generated/dev/flake.lock'))).toBe(false);
    expect((await project.run('check')).status).toBe(0);
  });
});

describe('a node whose source is the whole repository', () => {
  test('is the same when other nodes and locks are generated anew, since it holds none of that', async () => {
    const whole = '[node.whole]\ntemplate = "package"\nsource = "."\nscript = \'find . > "$out"\'\n';
    await begin(`${lattice}\n${whole}`, { nixpkgs: 'stand-in', nix: newestNix });
    await project.run('generate');
    const before = await project.run('build', 'whole', '--json');
    const [built] = JSON.parse(before.out).built;
    const seen = readFileSync(built.output, 'utf8').split('\n');
    expect(seen).toContain('./lattice.toml');
    expect(seen.filter((path) => /generated|flake\.lock/.test(path))).toEqual([]);
    await project.write('generated/rust/flake.nix', `${read('generated/rust/flake.nix')}# mine\n`);
    await project.write('flake.lock', '{ "nodes": { "root": {} }, "root": "root", "version": 7 }\n');
    for (const alone of [[], ['--alone']]) {
      const { out } = await project.run('build', 'whole', '--json', ...alone);
      const same = { node: 'whole', output: built.output, derivation: built.derivation };
      expect(JSON.parse(out).built).toEqual([{ ...same, outcome: 'present' }]);
    }
  });
});

describe('build, by the flake of a node', () => {
  test('gives the store path that the hub gives', async () => {
    await begin(lattice, { nixpkgs: 'stand-in', nix: newestNix });
    await project.run('generate');
    const alone = await project.run('build', 'dev', '--alone');
    expect([alone.status, alone.out]).toEqual([0, (await project.run('build', 'dev')).out]);
    expect(existsSync(join(project.root, 'generated/dev/flake.lock'))).toBe(false);
  });

  test('is refused with an older Nix, which says why', async () => {
    await begin(lattice, { nix: oldestNix });
    await project.run('generate');
    const { status, err } = await project.run('build', 'dev', '--alone');
    expect([status, err]).toEqual([2, expect.stringMatching(/error\[NIX_TOO_OLD\].*2\.30/)]);
  });

  test('is refused before anything was generated, and where there is nothing', async () => {
    await begin();
    const early = await project.run('build');
    expect([early.status, early.err]).toEqual([2, expect.stringContaining('NODE_NOT_GENERATED')]);
    await project.write('lattice.toml', '[lattice]\nschema = 1\n[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n');
    const empty = await project.run('build');
    expect([empty.status, empty.err]).toEqual([2, expect.stringContaining('LATTICE_EMPTY')]);
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
      if (name !== 'completion') expect(help.out).toContain('--quiet');
    }
  });
});
