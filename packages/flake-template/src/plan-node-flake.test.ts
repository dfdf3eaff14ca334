import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromData, renderExpression } from '@flake-lattice/nix-text';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { planAll } from './plan-all.fixture.js';
import { planHub } from './plan-hub.js';
import { inputsData } from './plan-inputs.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-node-flake-'));
  await mkdir(join(folder, 'src/deep'), { recursive: true });
  await writeFile(join(folder, 'src/deep/a b.txt'), '');
  await writeFile(join(folder, 'mine.nix.eta'), '{ inputs = <%= it.inputs %>; }');
});
afterEach(() => rm(folder, { recursive: true }));

async function plan(lattice: string) {
  await writeFile(join(folder, 'lattice.toml'), lattice);
  return planAll(join(folder, 'lattice.toml'));
}

const nixpkgs = '[inputs.nixpkgs]\nurl = "path:./nix/host-nixpkgs"\n';

/** Nodes with those that they extend, all of one template. */
function nodes(edges: Readonly<Record<string, readonly string[]>>, template = 'config'): string {
  const tables = Object.entries(edges).map(
    ([name, names]) =>
      `[node.${name}]\nextends = ${JSON.stringify(names)}\ntemplate = "${template}"\n${template === 'package' ? 'script = "x"\n' : ''}`,
  );
  return tables.join('');
}

const diamond = { seed: [], rust: ['seed'], web: ['seed'], dev: ['rust', 'web'] };

describe('the inputs of a node', () => {
  test('are the nodes that it extends, and the ways to one node are one', async () => {
    const { plans } = await plan(nixpkgs + nodes(diamond));
    expect(renderExpression(fromData(inputsData(plans.get('dev')?.inputs ?? new Map())))).toBe(
      [
        '{',
        '  nixpkgs.url = "path:../../nix/host-nixpkgs";',
        '  rust = {',
        '    inputs = {',
        '      nixpkgs.follows = "nixpkgs";',
        '      seed.follows = "web/seed";',
        '    };',
        '    url = "path:../rust";',
        '  };',
        '  web = {',
        '    inputs.nixpkgs.follows = "nixpkgs";',
        '    url = "path:../web";',
        '  };',
        '}',
      ].join('\n'),
    );
  });

  test('hold the external inputs of the nodes below, with pins, and what these follow', async () => {
    const { plans, lattice, poset } = await plan(
      `${nixpkgs}[inputs.utils]
url = "github:numtide/flake-utils"
pin = "github:numtide/flake-utils/0123456789abcdef0123456789abcdef01234567"
[inputs.utils.follows]
systems = "systems"
[inputs.systems]
url = "path:./systems"
flake = false
[inputs.unused]
url = "path:./unused"
${nodes({ low: [], high: ['low'] })}[node.user]
extends = ["low"]
inputs = ["utils"]
[node.above]
extends = ["user"]
`,
    );
    const external = {
      nixpkgs: { url: 'path:../../nix/host-nixpkgs' },
      systems: { flake: false, url: 'path:../../systems' },
      utils: {
        url: 'github:numtide/flake-utils/0123456789abcdef0123456789abcdef01234567',
        inputs: { systems: { follows: 'systems' } },
      },
    };
    const dataOf = (name: string) => ({ ...inputsData(plans.get(name)?.inputs ?? new Map()) });
    expect(Object.keys(dataOf('high')).sort()).toEqual(['low', 'nixpkgs']);
    expect(dataOf('above')).toEqual({
      ...external,
      user: {
        url: 'path:../user',
        inputs: {
          nixpkgs: { follows: 'nixpkgs' },
          systems: { follows: 'systems' },
          utils: { follows: 'utils' },
        },
      },
    });
    const hub = inputsData(planHub(lattice, poset, plans).inputs);
    expect(Object.keys(hub).sort()).toEqual(['above', 'high', 'low', 'nixpkgs', 'systems', 'user', 'utils']);
    expect(hub).toMatchObject({
      systems: { url: 'path:../systems' },
      above: {
        url: 'path:./above',
        inputs: {
          nixpkgs: { follows: 'nixpkgs' },
          user: { follows: 'user' },
          utils: { follows: 'utils' },
        },
      },
    });
  });

  test.each([
    ['path:./nix', 'path:../../nix'],
    ['./nix?dir=x', 'path:../../nix?dir=x'],
    ['path:../beside', 'path:../../../beside'],
    ['path:nix', 'path:../../nix'],
    ['path:/opt/nix', 'path:/opt/nix'],
    ['git+file:///opt/nix?rev=1', 'git+file:///opt/nix?rev=1'],
    ['github:NixOS/nixpkgs/nixos-25.11', 'github:NixOS/nixpkgs/nixos-25.11'],
  ])('%s is written as %s', async (url, written) => {
    const { plans } = await plan(`[inputs.nixpkgs]\nurl = "${url}"\n${nodes({ a: [] })}`);
    expect(plans.get('a')?.inputs.get('nixpkgs')).toEqual({ url: written });
  });
});

describe('a plan of a node', () => {
  test('says what its source is, from its own folder, and leaves out of it what is generated', async () => {
    const source = (path: string) => `[node.a]\ntemplate = "package"\nscript = "x"\nsource = "${path}"\n`;
    const sourceOf = async (path: string) => {
      const { plans } = await plan(nixpkgs + source(path));
      const { source: from, sourceName, sourceLeavesOut } = plans.get('a') ?? {};
      return [from, sourceName, sourceLeavesOut];
    };
    expect(await sourceOf('src/deep/a b.txt')).toEqual(['../../src/deep/a b.txt', 'a b.txt', null]);
    expect((await sourceOf('.'))[0]).toBe('../..');
    expect((await sourceOf('.'))[2]).toEqual(['..', '../../flake.lock']);
  });

  test('has the systems of its configuration, and the hub those of all', async () => {
    const { plans, lattice, poset } = await plan(
      `[lattice]\nsystems = ["x86_64-linux"]\n${nixpkgs}${nodes({ a: [], b: ['a'] })}[node.b.config.nix]\nsystems = ["aarch64-linux", "x86_64-linux"]\n`,
    );
    expect([plans.get('a')?.systems, plans.get('b')?.systems]).toEqual([
      ['x86_64-linux'],
      ['aarch64-linux', 'x86_64-linux'],
    ]);
    const { systems, fewerSystems } = planHub(lattice, poset, plans);
    expect({ systems, fewerSystems }).toEqual({
      systems: ['aarch64-linux', 'x86_64-linux'],
      fewerSystems: { a: ['x86_64-linux'] },
    });
  });

  test('knows the ways past flakes that nobody generated', async () => {
    const own = (name: string, names: readonly string[]) =>
      nodes({ [name]: names }).replace('"config"', '"mine.nix.eta"');
    const { plans } = await plan(
      nixpkgs +
        nodes({ seed: [], low: ['seed'], side: ['seed'] }) +
        own('one', ['low']) +
        own('two', ['one', 'side']) +
        nodes({ top: ['side', 'two'], above: ['top'] }),
    );
    expect(plans.get('top')?.ways).toEqual([
      { name: 'side', rank: 1, path: ['side'] },
      { name: 'two', rank: 3, path: ['two'] },
      { name: 'one', rank: 2, path: ['two', 'inputs', 'one'] },
      { name: 'low', rank: 1, path: ['two', 'inputs', 'one', 'inputs', 'low'] },
    ]);
    expect([plans.get('above')?.ways, plans.get('one')?.ways]).toEqual([null, null]);
  });

  test('is the same whatever the order of the tables', async () => {
    const forwards = await plan(nixpkgs + nodes(diamond, 'shell'));
    const backwards = await plan(
      nodes(Object.fromEntries(Object.entries(diamond).reverse()), 'shell') + nixpkgs,
    );
    expect([...backwards.files].sort()).toEqual([...forwards.files].sort());
  });
});
