import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';
import {
  countLockNodes,
  type Externals,
  evaluate,
  type FlakeRepository,
  foldersOf,
  makeExternals,
  makeFlakes,
  remove,
} from './adopt.fixture.js';
import { fiveFlakes, flakeText, latticeText, system } from './adopt-shapes.fixture.js';

let externals: Externals;
let repository: FlakeRepository;
let count = 0;

function begin(files: Readonly<Record<string, string>>, locked: readonly string[] = []): void {
  count += 1;
  repository = makeFlakes(externals, `repository-${count}`, files, locked);
}

describeWithNix('adopt', () => {
  beforeAll(() => {
    externals = makeExternals();
  });
  afterAll(() => remove(externals));

  describe('in a lattice', () => {
    let files: Readonly<Record<string, string>>;
    beforeAll(async () => {
      files = { ...fiveFlakes(externals), 'lattice.toml': latticeText(externals) };
      begin(files, foldersOf(files));
      expect(await repository.run('generate')).toMatchObject({ status: 0 });
      repository.git('add', '--all');
      repository.git('commit', '--quiet', '--message=Generate');
    });

    test('nodes come behind what is there, all of which stays, and are taken back', async () => {
      const tree = await snapshotTree(repository.root);
      const { status } = await repository.run('adopt', 'lib', 'services/api/flake.nix', '--yes');
      expect(status).toBe(0);
      expect(repository.read('lattice.toml')).toBe(
        `${latticeText(externals)}\n[node.lib]\nflake = "lib"\n\n[node.api]\nflake = "services/api"\nextends = ["lib"]\n`,
      );
      expect(repository.read('generated/flake.nix')).toContain('url = "path:../services/api"');
      const adopted = await snapshotTree(repository.root);
      const { out } = await repository.run('adopt', '--undo', '--dry-run');
      expect(out).toContain('would be restored  lattice.toml\n');
      expect(await snapshotTree(repository.root)).toEqual(adopted);
      expect(await repository.run('adopt', '--undo')).toMatchObject({ status: 0 });
      expect(await snapshotTree(repository.root)).toEqual(tree);
      expect(repository.git('status', '--short')).toBe('');
    });

    test('from a folder of another repository, and from one of none, the named lattice tells which is meant', async () => {
      const tree = await snapshotTree(repository.root);
      const elsewhere = makeFlakes(externals, `elsewhere-${count}`, { 'README.md': 'Other.\n' });
      for (const folder of [elsewhere.root, externals.top]) {
        const lattice = ['--lattice', `${repository.root}/lattice.toml`];
        const run = (...args: readonly string[]) =>
          repository.runIn(relative(repository.root, folder), ...args);
        const asked = await run('doctor', `${repository.root}/lib`, ...lattice);
        expect(asked).toMatchObject({ status: 0, err: 'all is well\n' });
        expect(await run('adopt', `${repository.root}/lib`, '--yes', ...lattice)).toMatchObject({
          status: 0,
        });
        expect(repository.read('lattice.toml')).toContain('[node.lib]\nflake = "lib"\n');
        expect(await run('adopt', '--undo', ...lattice)).toMatchObject({ status: 0 });
        expect(await snapshotTree(repository.root)).toEqual(tree);
      }
    });

    test('generated nodes build upon adopted ones, by themselves as through the hub', async () => {
      const folders = foldersOf(files);
      const before = evaluate(repository, folders);
      expect(
        await repository.run('adopt', 'lib', 'services/web', 'services/api', 'shells/dev', '--yes'),
      ).toMatchObject({
        status: 0,
      });
      const text = `${repository.read('lattice.toml')}\n[node.above]\nextends = ["dev", "tools", "web"]\ntemplate = "shell"\n`;
      repository.write('lattice.toml', text);
      expect(await repository.run('generate')).toMatchObject({ status: 0 });
      expect(evaluate(repository, folders)).toEqual(before);
      const shell = (at: string, name: string) =>
        repository.nix('eval', '--raw', `${repository.root}/${at}#devShells.${system}.${name}.drvPath`);
      expect(shell('generated/above', 'default')).toBe(shell('generated', 'above'));
      expect(await repository.run('lock', 'above')).toMatchObject({ status: 0 });
      const locked = repository.read('generated/above/flake.lock');
      repository.nix('flake', 'lock', `${repository.root}/generated/above`);
      expect(repository.read('generated/above/flake.lock')).toBe(locked);
      // The nodes below, the lattice's nixpkgs, and two of the flakes' own.
      expect(countLockNodes(repository, 'generated/above/flake.lock')).toBeLessThanOrEqual(14);
    });

    test('list, explain, check, join, meet and doctor know them', async () => {
      const listed = (await repository.run('list')).out;
      expect(listed).toMatch(/^web +\d +adopted +api, lib +services\/web$/m);
      for (const args of [
        ['explain', 'web'],
        ['check'],
        ['join', 'web', 'tools'],
        ['meet', 'web', 'api'],
        ['list', 'web'],
      ]) {
        expect({ args, ...(await repository.run(...args)) }).toMatchObject({ args, status: 0 });
      }
      expect(await repository.run('doctor')).toMatchObject({
        out: expect.stringContaining('✔ flakes that are yours'),
      });
      const { nodes } = JSON.parse((await repository.run('graph', '--json')).out);
      expect(nodes.find(({ name }: { name: string }) => name === 'web')).toMatchObject({
        template: 'adopted',
        files: ['services/web/flake.nix'],
        outputs: [],
        config: [],
      });
    });

    test('affected and ci have them, and what is above them', async () => {
      repository.git('add', '--all');
      repository.git('commit', '--quiet', '--message=Adopt');
      repository.write(
        'services/api/flake.nix',
        `${repository.read('services/api/flake.nix')}# A comment.\n`,
      );
      expect((await repository.run('affected', '--base', 'HEAD', '--json')).out).toContain('"affected": []');
      const lib = repository.read('lib/flake.nix');
      repository.write('lib/flake.nix', lib.replaceAll('"lib"', '"another"'));
      const { affected } = JSON.parse((await repository.run('affected', '--base', 'HEAD', '--json')).out);
      expect(affected.map(({ node }: { node: string }) => node)).toEqual([
        'above',
        'api',
        'dev',
        'lib',
        'web',
      ]);
      const { stages } = JSON.parse((await repository.run('ci', '--provider', 'json', '--base', 'HEAD')).out);
      expect(
        stages.map(({ jobs }: { jobs: { nodes: string[] }[] }) => jobs.map(({ nodes }) => nodes)),
      ).toEqual([['lib'], ['api'], ['web'], ['dev'], ['above']].map((nodes) => [nodes]));
      repository.git('checkout', '--quiet', '.');
    });

    test('build leaves out those without a package, and says so', async () => {
      for (const args of [['dev'], ['dev', 'tools'], ['dev', 'tools', '--alone']]) {
        const { status, out, err } = await repository.run('build', ...args);
        expect({ args, status, nodes: out.match(/^\w+/gm) }).toEqual({
          args,
          status: 0,
          nodes: args.includes('tools') ? ['tools'] : null,
        });
        expect(err).toContain('note: no package to build: dev');
      }
    });

    test('they are not ours to eject or to lock', async () => {
      for (const name of ['eject', 'lock']) {
        const { status, err } = await repository.run(name, 'web');
        expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('NODE_EJECTED') });
      }
    });

    test('a change of the inputs of an adopted flake is told by doctor', async () => {
      const text = repository.read('services/api/flake.nix');
      repository.write('services/api/flake.nix', text.replace('../../lib', '../web'));
      const { status, out } = await repository.run('doctor');
      expect(status).toBe(1);
      expect(out).toContain('the inputs of `services/api/flake.nix` lead to `web`, and `api` extends `lib`');
      repository.write('services/api/flake.nix', text);
    });

    test('what was edited since is not taken back', async () => {
      const text = repository.read('lattice.toml');
      const { status, err } = await repository.run('adopt', '--undo');
      expect(status).toBe(2);
      expect(err).toContain('error[ADOPTION_EDITED]: `lattice.toml` was edited since');
      expect(repository.read('lattice.toml')).toBe(text);
    });
  });

  describe('a flake that is part of a source', () => {
    const part = (body: string) => ({
      'lib/flake.nix': flakeText(`  inputs.nixpkgs.url = "${externals.nixpkgs.main}";`),
      'app/flake.nix': flakeText(
        `  inputs.nixpkgs.url = "${externals.nixpkgs.main}";\n  inputs.lib.url = "path:../lib";`,
        `source = ${body};`,
      ),
    });

    test('is left as it is, and the lines are told', async () => {
      begin(part('builtins.path { path = ./.; }'), ['lib', 'app']);
      const text = repository.read('app/flake.nix');
      const { status, err } = await repository.run('adopt', '--yes');
      expect(status).toBe(0);
      expect(err).toContain('app/flake.nix:4 takes the folder of this flake for a source');
      expect(err).toContain('inputs.lib.inputs.nixpkgs.follows = "nixpkgs";');
      expect(repository.read('app/flake.nix')).toBe(text);
    });

    test('is edited with --rebuild, and where only a folder of it is a source', async () => {
      begin(part('builtins.path { path = ./.; }'), ['lib', 'app']);
      expect(await repository.run('adopt', '--yes', '--rebuild')).toMatchObject({ status: 0 });
      expect(repository.read('app/flake.nix')).toContain('inputs.lib.inputs.nixpkgs.follows = "nixpkgs";');
      begin(part('./src'), ['lib', 'app']);
      expect(await repository.run('adopt', '--yes')).toMatchObject({ status: 0 });
      expect(repository.read('app/flake.nix')).toContain('inputs.lib.inputs.nixpkgs.follows = "nixpkgs";');
    });
  });

  test('a flake that the lattice has as an external input is no node of it', async () => {
    const files = {
      'lattice.toml': latticeText(externals).replace(/url = .*/, 'url = "path:./nix/packages"'),
    };
    begin({ ...files, 'nix/packages/flake.nix': flakeText(''), 'a/flake.nix': flakeText('') });
    const { status, out } = await repository.run('adopt', '--dry-run');
    expect(status).toBe(0);
    expect(out).toContain('[node.a]');
    expect(out).not.toContain('nix/packages');
  });

  test('a lattice of code gets no line, and the nodes are told', async () => {
    const code = `export default { inputs: { nixpkgs: { url: ${JSON.stringify(externals.nixpkgs.pinned)} } }, node: { seed: {} } };\n`;
    begin({
      'lattice.config.ts': code,
      'a/flake.nix': flakeText(`  inputs.nixpkgs.url = "${externals.nixpkgs.main}";`),
    });
    const { status, err } = await repository.run('adopt', 'a', '--yes');
    expect(status).toBe(2);
    expect(err).toContain('LATTICE_NOT_EDITABLE');
    expect(err).toContain('"a": { flake: "a", extends: [] },');
  });

  describe('doctor on flakes in no lattice', () => {
    test('tells what locks hold twice, which do not fit, and which versions there are', async () => {
      const files = fiveFlakes(externals);
      begin(files, foldersOf(files));
      const stale = repository
        .read('shells/dev/flake.nix')
        .replace('{ url = "path:../../services/api"; }', '{ url = "path:../../lib"; }');
      repository.write('shells/dev/flake.nix', stale);
      const { status, out } = await repository.run(
        'doctor',
        '.',
        'lib',
        'services/api',
        'services/web',
        'shells/dev',
      );
      expect(status).toBe(1);
      expect(out).toContain('`flake.nix` has 14 lock nodes, and 6 would do');
      expect(out).toContain('mend: flake-lattice adopt .');
      expect(out).toContain('`shells/dev/flake.lock` does not fit its flake');
      expect(out).toContain('mend: nix flake lock ./shells/dev');
      expect(out).toMatch(/nixpkgs is locked to 2 versions/);
      expect(repository.git('status', '--short')).toBe(' M shells/dev/flake.nix\n');
    });

    test('finds nothing where all is well', async () => {
      begin({ 'lib/flake.nix': flakeText(`  inputs.nixpkgs.url = "${externals.nixpkgs.main}";`) }, ['lib']);
      expect(await repository.run('doctor', 'lib')).toMatchObject({ status: 0, err: 'all is well\n' });
    });
  });
}, [newestNix]);
