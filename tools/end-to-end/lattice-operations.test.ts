// How flake-lattice changes a lattice: join, meet, lock, update, eject.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { snapshotTree } from '../testing/tree-snapshot.js';
import { beginDiamond, lattice } from './diamond.fixture.js';

let project: LatticeProject;

async function begin(...given: Parameters<typeof beginDiamond>): Promise<void> {
  project = await beginDiamond(...given);
}

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');
const nodesOf = (lock: string) => Object.keys(JSON.parse(read(lock)).nodes).filter((name) => name !== 'root');

afterEach(() => project.remove());

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

  test('a lattice that is code is refused where something has to be renewed, and there alone', async () => {
    const other = await makeLatticeProject({ files: { 'flake.nix': '{ outputs = _: { }; }\n' } });
    const code = (inputs: object) =>
      `export default ${JSON.stringify({ inputs: { nixpkgs: { url: 'path:./nixpkgs' }, ...inputs }, node: { a: {} } })};\n`;
    project = await makeLatticeProject({ files: { 'lattice.config.ts': code({}) } });
    const idle = await project.run('update');
    expect([idle.status, idle.err]).toEqual([
      0,
      expect.stringContaining('all pins are what their urls stand for now'),
    ]);
    const shown = await project.run('update', '--dry-run', '--json');
    expect([shown.status, JSON.parse(shown.out)]).toEqual([0, { renewed: [], diff: '' }]);

    const url = `git+file://${other.root}`;
    await project.write('lattice.config.ts', code({ other: { url } }));
    const refused = await project.run('update');
    expect([refused.status, refused.err]).toEqual([
      2,
      expect.stringMatching(/error\[LATTICE_NOT_EDITABLE\][\s\S]*hint: other: \{ pin: 'git\+file:/),
    ]);
    const [, pin] = /other: \{ pin: '([^']*)'/.exec(refused.err) ?? [];
    await project.write('lattice.config.ts', code({ other: { url, pin } }));
    expect((await project.run('update')).status).toBe(0);
    await other.remove();
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
