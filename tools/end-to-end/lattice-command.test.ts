// flake-lattice as a user meets it: generated, edited, merged, extended, ejected, in real git repositories.
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const sections = {
  lattice: '[lattice]\nschema = 1\nsystems = ["x86_64-linux", "aarch64-linux"]\n',
  nixpkgs: '[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n',
  config: '[config.rust]\nchannel = "stable"\n',
  seed: '# The seed.\n[node.config-seed]\ndescription = "The seed"\n',
  rust: '[node.rust]\nextends = ["config-seed"]\ntemplate = "shell"\npackages = ["rustc", "cargo"]\n',
  web: '[node.web]\nextends = ["config-seed"]\ntemplate = "shell"\npackages = ["jq"]\n[node.web.config.build]\njobs = 2\n',
  dev: '[node.dev]\nextends = ["rust", "web"]\ntemplate = "shell"\n',
};

const diamond = Object.values(sections).join('\n');

const rootFlake = `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice = {
    url = "path:./generated";
    inputs.nixpkgs.follows = "nixpkgs";
  };
  inputs.configFlake.follows = "lattice/config-seed";

  outputs = { self, nixpkgs, lattice, configFlake }: { };
}
`;

let project: LatticeProject;

async function begin(lattice = diamond, files: Readonly<Record<string, string>> = {}): Promise<void> {
  project = await makeLatticeProject({
    files: { 'lattice.toml': lattice, 'flake.nix': rootFlake, ...files },
  });
}

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');

afterEach(() => project.remove());

describe('generate', () => {
  test('writes every flake, configuration and lock, and makes them known to git', async () => {
    await begin();
    const { status, err } = await project.run('generate');
    expect([status, err]).toEqual([0, expect.stringContaining('created')]);
    const added = project.git('ls-files', '--', 'generated', 'flake.lock').trim().split('\n');
    expect(added).toEqual([
      'flake.lock',
      'generated/.lattice/manifest.json',
      'generated/.lattice/schema.json',
      ...['config-seed', 'dev'].flatMap((node) => [
        `generated/${node}/config.toml`,
        `generated/${node}/flake.nix`,
      ]),
      'generated/flake.lock',
      'generated/flake.nix',
      ...['rust', 'web'].flatMap((node) => [`generated/${node}/config.toml`, `generated/${node}/flake.nix`]),
    ]);
  });

  test('a second run writes no file', async () => {
    await begin();
    await project.run('generate');
    const times = () =>
      project
        .git('ls-files', '--', 'generated', 'flake.lock')
        .trim()
        .split('\n')
        .map((path) => [path, statSync(join(project.root, path)).mtimeMs]);
    const before = times();
    const { status, out, err } = await project.run('generate');
    expect([status, out, err]).toEqual([0, '', expect.stringMatching(/^all \d+ files are up to date\n$/)]);
    expect(times()).toEqual(before);
  });

  test('the order of nodes and tables changes no byte', async () => {
    await begin();
    await project.run('generate');
    const before = await snapshotTree(join(project.root, 'generated'));
    const { lattice, nixpkgs, config, seed, rust, web, dev } = sections;
    await project.write('lattice.toml', [dev, web, config, rust, seed, nixpkgs, lattice].join('\n'));
    expect((await project.run('check')).status).toBe(0);
    await project.run('generate');
    expect(await snapshotTree(join(project.root, 'generated'))).toEqual(before);
  });

  test('a node that is gone takes its files with it, and leaves nothing behind', async () => {
    await begin();
    await project.run('generate');
    const { dev, ...others } = sections;
    await project.write('lattice.toml', Object.values(others).join('\n'));
    const { status, out } = await project.run('generate');
    expect(status).toBe(0);
    expect(out).toContain('removed      generated/dev/flake.nix\n');
    expect(
      Object.keys(await snapshotTree(join(project.root, 'generated'))).filter((path) => /dev/.test(path)),
    ).toEqual([]);
    expect(dev).toBeDefined();
  });

  test('an edited file of a node that is gone stays, and is reported', async () => {
    await begin();
    await project.run('generate');
    await project.write('generated/dev/flake.nix', '# mine\n');
    const { dev: _dev, ...others } = sections;
    await project.write('lattice.toml', Object.values(others).join('\n'));
    const { status, out } = await project.run('generate');
    expect([status, out]).toEqual([1, expect.stringContaining('generated/dev/flake.nix')]);
    expect(read('generated/dev/flake.nix')).toBe('# mine\n');
  });

  test('a node alone is generated with all below it, and the hub waits for the others', async () => {
    await begin();
    const { status, err } = await project.run('generate', 'rust');
    expect([status, err]).toEqual([0, expect.stringContaining('the hub is left as it is')]);
    const files = Object.keys(await snapshotTree(join(project.root, 'generated')));
    expect(files).toContain('rust/flake.nix');
    expect(files).toContain('config-seed/flake.nix');
    expect(files.filter((path) => /^(web|dev|flake)/.test(path))).toEqual([]);
    const undisturbed = await project.run('generate');
    expect(undisturbed.status).toBe(0);
    expect((await project.run('check')).status).toBe(0);
  });

  test('a lock that only Nix can write, and cannot, keeps nothing else from being written', async () => {
    const elsewhere = 'inputs.far.url = "git+file:///nowhere/at-all";\n  inputs.nixpkgs';
    await begin(diamond, { 'flake.nix': rootFlake.replace('inputs.nixpkgs', elsewhere) });
    const { status, out, err } = await project.run('generate');
    expect([status, out]).toEqual([1, expect.stringMatching(/^created +generated\/flake\.lock$/m)]);
    expect(err).toMatch(/error\[EVALUATION_FAILED\]: Nix cannot lock .*\n(?:.*\n)* {2}hint: nix flake lock/);
    expect(existsSync(join(project.root, 'flake.lock'))).toBe(false);
    expect(await project.run('check')).toMatchObject({ status: 1, out: 'missing          flake.lock\n' });
    await project.write('flake.nix', rootFlake);
    expect((await project.run('generate')).status).toBe(0);
    expect(existsSync(join(project.root, 'flake.lock'))).toBe(true);
  });

  test('--dry-run writes nothing and shows what would be', async () => {
    await begin();
    const before = await snapshotTree(project.root);
    const { status, out } = await project.run('generate', '--dry-run');
    expect([status, out]).toEqual([0, expect.stringContaining('+++ b/generated/dev/flake.nix')]);
    expect(await snapshotTree(project.root)).toEqual(before);
  });
});

describe('a file that was edited by hand', () => {
  const edited = 'generated/rust/flake.nix';

  async function edit(): Promise<string> {
    await begin();
    await project.run('generate');
    const text = read(edited).replace('rustc', 'rustc-of-mine');
    expect(text).not.toBe(read(edited));
    await project.write(edited, text);
    return text;
  }

  test('is left as it is and named, with three ways out', async () => {
    const text = await edit();
    const { status, out, err } = await project.run('generate');
    expect([status, out]).toEqual([1, `edited       ${edited}\n`]);
    for (const way of ['--keep', '--overwrite', '--merge'])
      expect(err).toContain(`flake-lattice generate ${way}`);
    expect(read(edited)).toBe(text);
  });

  test('--keep keeps it, for good', async () => {
    const text = await edit();
    expect((await project.run('generate', '--keep')).status).toBe(0);
    expect((await project.run('generate')).status).toBe(0);
    expect((await project.run('check')).status).toBe(0);
    expect(read(edited)).toBe(text);
  });

  test('--overwrite leaves what was kept, and says how to give it up', async () => {
    const text = await edit();
    await project.run('generate', '--keep');
    const { status, err } = await project.run('generate', '--overwrite');
    expect([status, read(edited)]).toEqual([0, text]);
    expect(err).toContain(
      `not overwritten:\n  ${edited}\n  hint: to give it up, delete it and generate again`,
    );
    expect(err).toContain(`rm -- ${edited}\n`);
    rmSync(join(project.root, edited));
    await project.run('generate');
    expect(read(edited)).not.toContain('rustc-of-mine');
  });

  test('is left where its node is gone, with the two ways out', async () => {
    const text = await edit();
    const { rust: _, dev, ...others } = sections;
    const without = [...Object.values(others), dev.replace('"rust", ', '')].join('\n');
    await project.write('lattice.toml', without);
    const { status, err } = await project.run('generate');
    expect([status, read(edited)]).toEqual([1, text]);
    for (const way of ['--keep', '--overwrite']) expect(err).toContain(`flake-lattice generate ${way}`);
    expect(err).not.toContain('--merge');
    expect((await project.run('generate', '--overwrite')).status).toBe(0);
    expect(existsSync(join(project.root, edited))).toBe(false);
  });

  test('--overwrite writes what the lattice says', async () => {
    await edit();
    expect((await project.run('generate', '--overwrite')).status).toBe(0);
    expect(read(edited)).not.toContain('rustc-of-mine');
    expect((await project.run('check')).status).toBe(0);
  });

  test.each(['committed', 'not committed'])(
    '--merge takes it into what the lattice says, %s before',
    async (state) => {
      await edit();
      if (state === 'committed') {
        const text = read(edited);
        await project.run('generate', '--overwrite');
        project.git('add', '--all');
        project.git('commit', '--quiet', '--message=Generated');
        await project.write(edited, text);
      }
      const described = diamond.replace('[node.rust]', '[node.rust]\ndescription = "The compiler"');
      await project.write('lattice.toml', described);
      const { status } = await project.run('generate', '--merge');
      expect(status).toBe(0);
      expect(read(edited)).toContain('rustc-of-mine');
      expect(read(edited)).toContain('The compiler');
      expect((await project.run('generate')).status).toBe(0);
    },
  );
});

describe('two branches that each add a node', () => {
  test.each(['conflicts left in place', 'conflicts resolved to one side'])(
    'are merged by git, %s',
    async (how) => {
      await begin(`${diamond}\n# a\n\n\n\n\n# b\n`);
      await project.run('generate');
      project.git('add', '--all');
      project.git('commit', '--quiet', '--message=Generated');
      const addNode = async (branch: string, mark: string, node: string) => {
        project.git('checkout', '--quiet', '-b', branch, 'main');
        await project.write('lattice.toml', read('lattice.toml').replace(mark, `${mark}\n${node}`));
        expect((await project.run('generate')).status).toBe(0);
        project.git('add', '--all');
        project.git('commit', '--quiet', `--message=${branch}`);
      };
      await addNode('one', '# a', '[node.alpha]\nextends = ["rust"]\ntemplate = "shell"\n');
      await addNode('other', '# b', '[node.beta]\nextends = ["web"]\ntemplate = "shell"\n');
      project.tryGit('merge', 'one');
      expect(read('generated/.lattice/manifest.json')).toContain('<<<<<<<');
      if (how !== 'conflicts left in place') {
        project.git('checkout', '--ours', '--', 'generated', 'flake.lock');
      }
      const { status, err } = await project.run('generate');
      expect([status, err]).toEqual([0, expect.anything()]);
      const merged = await snapshotTree(join(project.root, 'generated'));
      const rootLock = read('flake.lock');
      const both = await makeLatticeProject({
        files: { 'lattice.toml': read('lattice.toml'), 'flake.nix': rootFlake },
      });
      await both.run('generate');
      expect(merged).toEqual(await snapshotTree(join(both.root, 'generated')));
      expect(rootLock).toBe(readFileSync(join(both.root, 'flake.lock'), 'utf8'));
      await both.remove();
    },
  );
});
