// What flake-lattice builds of a lattice: through the hub, and by the flake of a node.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { LatticeProject } from '../testing/lattice-project.js';
import { describeWithNix, newestNix, oldestNix } from '../testing/nixes.js';
import { beginDiamond, lattice } from './diamond.fixture.js';

let project: LatticeProject;

async function begin(...given: Parameters<typeof beginDiamond>): Promise<void> {
  project = await beginDiamond(...given);
}

const read = (path: string) => readFileSync(join(project.root, path), 'utf8');

afterEach(() => project.remove());

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
