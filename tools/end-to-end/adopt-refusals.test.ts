// What `adopt` refuses: told with its place and mend, and nothing is written.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';
import { type Externals, type FlakeRepository, makeExternals, makeFlakes, remove } from './adopt.fixture.js';
import { flakeText, latticeText } from './adopt-shapes.fixture.js';

let externals: Externals;
let repository: FlakeRepository;
let count = 0;

function begin(files: Readonly<Record<string, string>>, locked: readonly string[] = []): void {
  count += 1;
  repository = makeFlakes(externals, `refused-${count}`, files, locked);
}

describeWithNix('adopt', () => {
  beforeAll(() => {
    externals = makeExternals();
  });
  afterAll(() => remove(externals));

  describe('refuses, and writes nothing:', () => {
    let tree: Readonly<Record<string, string>>;
    beforeEach(async () => {
      begin({
        'lattice.toml': latticeText(externals),
        'empty/README.md': 'Nothing.\n',
        'broken/flake.nix': '{\n  inputs.a.url = "path:../a";\n  outputs = { self }: { x = ; };\n}\n',
        'one/flake.nix': flakeText('  inputs.two.url = "path:../two";'),
        'two/flake.nix': flakeText('  inputs.one.url = "path:../one";'),
        'x+y/flake.nix': flakeText(''),
        'x.y/flake.nix': flakeText(''),
        'root/flake.nix': flakeText('  inputs.lattice.url = "path:../generated";'),
      });
      await repository.run('generate');
      tree = await snapshotTree(repository.root);
    });

    test.each([
      ['a path without a flake', ['empty'], 'error[FLAKE_MISSING]: there is no flake at `empty`'],
      ['a path that is not there', ['nowhere'], 'error[FLAKE_MISSING]: there is no flake at `nowhere`'],
      ['a flake that cannot be read, with its place', ['broken'], 'broken/flake.nix:3:29'],
      ['a circle', ['one', 'two'], 'error[NODE_CYCLE]: a circle: `one` builds upon `two` builds upon `one`'],
      ['two of one name', ['x+y', 'x.y'], 'error[NAME_CLASH]: `x+y` and `x.y` would both be the node `x-y`'],
      [
        'a node that is generated',
        ['generated/tools'],
        'error[NODE_EXISTS]: `generated/tools` is the node `tools`, which is generated',
      ],
      ['a name that is taken', ['x.y', '--name', 'tools'], 'error[NODE_EXISTS]'],
      ['a name that none can have', ['x.y', '--name', 'import'], 'error[NODE_NAME_INVALID]'],
      ['a name for two', ['x.y', 'one', '--name', 'xy'], 'error[USAGE]'],
      [
        'a flake that takes the lattice in',
        ['root'],
        'error[NODE_CYCLE]: `root/flake.nix` takes the lattice in',
      ],
      ['options of a lattice that begins', ['x.y', '--output', 'nix'], 'error[USAGE]'],
      ['a path with --undo', ['x.y', '--undo'], 'error[USAGE]'],
    ])('%s', async (_, args, told) => {
      const { status, err } = await repository.run('adopt', ...args, '--yes');
      expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(told) });
      expect(await snapshotTree(repository.root)).toEqual(tree);
    });

    test('a flake outside of the repository', async () => {
      const { status, err } = await repository.run(
        'adopt',
        externals.nixpkgs.main.replace(/^git\+file:|\?.*$/g, ''),
        '--yes',
      );
      expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('error[FLAKE_OUTSIDE]') });
    });

    test('to write without a word where nobody is there', async () => {
      const { status, err } = await repository.run('adopt', 'x.y');
      expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('CONFIRMATION_MISSING') });
      expect(await snapshotTree(repository.root)).toEqual(tree);
    });

    test('to lock a flake that somebody wrote, whatever its folder is called', async () => {
      begin({
        'lattice.toml': `${latticeText(externals)}\n[node.lib]\nflake = "my lib"\n`,
        'my lib/flake.nix': flakeText(''),
      });
      expect(await repository.run('lock', 'lib')).toMatchObject({
        status: 2,
        err: expect.stringContaining("hint: nix flake lock './my lib'\n"),
      });
    });

    test('flakes without nixpkgs where a lattice is to begin', async () => {
      rmSync(join(repository.root, 'lattice.toml'));
      rmSync(join(repository.root, 'generated'), { recursive: true });
      const { status, err } = await repository.run('adopt', 'x.y', '--yes');
      expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('--nixpkgs URL') });
      writeFileSync(join(repository.root, 'generated'), '');
      expect(await repository.run('adopt', 'x.y', '--yes')).toMatchObject({
        status: 2,
        err: expect.stringContaining('OUTPUT_NOT_OURS'),
      });
    });
  });
}, [newestNix]);
