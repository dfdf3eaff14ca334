// The join of configurations: its laws, a definition by brute force, who set what, and what is a conflict.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPoset, type Poset } from '@flake-lattice/lattice';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import type { Origin } from '../origin.js';
import { showOrigin } from '../origin.js';
import { renderNodeConfig } from '../render/render-node-config.js';
import type { Lattice } from '../sources/lattice-record.js';
import { edgesOf } from '../sources/lattice-record.js';
import { readLatticeText } from '../sources/read-lattice.js';
import { type MarkedTable, nodeAt, valueOfNode, withoutMarks } from '../toml/marked-table.js';
import type { TomlTable } from '../toml/toml-value.js';
import { writeToml } from '../toml/write-toml.js';
import { buildNodeConfigs } from './build-node-configs.js';
import { joinTrees } from './join-trees.js';

interface RandomNode {
  readonly extends: readonly number[];
  /** Paths such as `a.b`, each with a value; nothing is an empty table. */
  readonly sets: readonly (readonly [path: string, value: number | null])[];
}

const paths = ['a', 'b', 'a.x', 'a.y', 'b.x', 'b.x.z'];
const anySet: fc.Arbitrary<readonly [string, number | null]> = fc.tuple(
  fc.constantFrom(...paths),
  fc.option(fc.nat({ max: 1 }), { nil: null }),
);
const anyNodes: fc.Arbitrary<readonly RandomNode[]> = fc.array(
  fc.record({
    extends: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
    sets: fc.uniqueArray(anySet, {
      maxLength: 3,
      selector: ([path]) => path,
    }),
  }),
  { minLength: 1, maxLength: 7 },
);

const nameOf = (index: number) => `n${index}`;
const isWithin = (inner: string, outer: string) => inner.startsWith(`${outer}.`);

/** What one node sets, without the paths that cannot stand beside each other: the first is taken. */
function ownSets({ sets }: RandomNode): RandomNode['sets'] {
  return sets.filter(([path], index) =>
    sets.slice(0, index).every(([other]) => !isWithin(path, other) && !isWithin(other, path)),
  );
}

function edgesOfNodes(nodes: readonly RandomNode[]): Map<string, string[]> {
  return new Map(
    nodes.map((node, index) => [nameOf(index), node.extends.filter((other) => other < index).map(nameOf)]),
  );
}

function tableOf(name: string, sets: RandomNode['sets']): MarkedTable<Origin> {
  const mark: Origin = { layer: 'node', name: 'lattice.toml', node: name };
  const root = new Map<string, unknown>();
  for (const [path, value] of sets) {
    const keys = path.split('.');
    let table = root;
    for (const key of value === null ? keys : keys.slice(0, -1)) {
      if (!table.has(key)) table.set(key, { kind: 'table', entries: new Map(), mark });
      table = (table.get(key) as { entries: Map<string, unknown> }).entries;
    }
    if (value !== null) table.set(keys.at(-1) as string, { kind: 'leaf', value: BigInt(value), mark });
  }
  return { kind: 'table', entries: root as never, mark };
}

/** Leaves and empty tables by path, straight from the definition; nothing where two that survive clash. */
function byDefinition(
  poset: Poset,
  sets: ReadonlyMap<string, RandomNode['sets']>,
  name: string,
): ReadonlyMap<string, number | null> | undefined {
  const all = poset
    .downSetOf([name])
    .flatMap((node) => (sets.get(node) ?? []).map(([path, value]) => ({ node, path, value })));
  const clash = (one: (typeof all)[number], other: (typeof all)[number]) =>
    one.path === other.path
      ? !(one.value === null && other.value === null)
      : (isWithin(one.path, other.path) && other.value !== null) ||
        (isWithin(other.path, one.path) && one.value !== null);
  const survivors = all.filter((one) =>
    all.every(
      (other) => one.node === other.node || !poset.isBelow(one.node, other.node) || !clash(one, other),
    ),
  );
  for (const one of survivors) {
    for (const other of survivors) {
      if (clash(one, other) && !(one.path === other.path && one.value === other.value)) return undefined;
    }
  }
  const hides = (path: string) => survivors.some((other) => isWithin(other.path, path));
  return new Map(
    survivors
      .filter(({ path, value }) => value !== null || !hides(path))
      .map(({ path, value }) => [path, value]),
  );
}

function joinAll(poset: Poset, sets: ReadonlyMap<string, RandomNode['sets']>) {
  return joinTrees(poset, (name) => tableOf(name, sets.get(name) ?? []));
}

function flatten(
  tree: { readonly entries: ReadonlyMap<string, unknown> },
  above = '',
): [string, number | null][] {
  return [...tree.entries].flatMap(([key, node]): [string, number | null][] => {
    const inner = node as {
      kind: string;
      setters: [{ value: bigint }];
      entries: ReadonlyMap<string, unknown>;
    };
    if (inner.kind === 'leaf') return [[above + key, Number(inner.setters[0].value)]];
    return inner.entries.size === 0 ? [[above + key, null]] : flatten(inner, `${above}${key}.`);
  });
}

describe('the join', () => {
  test('is what its definition says, at every node of random lattices', () => {
    let conflicts = 0;
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const poset = buildPoset(edgesOfNodes(nodes));
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const joined = joinAll(poset, sets);
        const told = new Set(joined.conflicts.map(({ node }) => node));
        for (const name of poset.elements) {
          const wanted = byDefinition(poset, sets, name);
          const below = poset.downSetOf([name]).some((node) => told.has(node));
          // Above a conflict nothing is promised but that it was told.
          expect({ name, conflict: below || told.has(name) }).toEqual({
            name,
            conflict: wanted === undefined || below,
          });
          if (wanted === undefined) conflicts += 1;
          else if (!below) {
            const tree = joined.trees.get(name) as { entries: ReadonlyMap<string, unknown> };
            expect(new Map(flatten(tree).sort())).toEqual(new Map([...wanted].sort()));
          }
        }
      }),
      sampled(1500),
    );
    expect(conflicts).toBeGreaterThan(50);
  });

  test('does not depend on the order of nodes, edges or keys', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const edges = edgesOfNodes(nodes);
        const turned = new Map(
          [...edges].reverse().map(([name, ends]) => [name, [...ends, ...ends].reverse()]),
        );
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const reversed = new Map([...sets].map(([name, own]) => [name, [...own].reverse()]));
        const [one, other] = [joinAll(buildPoset(edges), sets), joinAll(buildPoset(turned), reversed)];
        const view = ({ trees, conflicts }: typeof one) => [
          [...trees].map(([name, tree]) => [name, flatten(tree).sort()]),
          conflicts.map(({ node, path, one: a, other: b }) => [node, path, a.node, b.node]).sort(),
        ];
        expect(view(other)).toEqual(view(one));
      }),
      sampled(500),
    );
  });

  test('is idempotent: a node that only extends another has its configuration, the same object', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const edges = edgesOfNodes(nodes);
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const last = nameOf(nodes.length - 1);
        edges.set('top', [last]);
        edges.set('twice', [last, last, 'top']);
        const { trees } = joinAll(buildPoset(edges), sets);
        expect(trees.get('top')).toBe(trees.get(last));
        expect(trees.get('twice')).toBe(trees.get(last));
      }),
      sampled(300),
    );
  });

  test('is monotone: what a node below sets is there, or overridden by one above that sets it too', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const poset = buildPoset(edgesOfNodes(nodes));
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const { trees, conflicts } = joinAll(poset, sets);
        fc.pre(conflicts.length === 0);
        for (const name of poset.elements) {
          const here = new Map(flatten(trees.get(name) as never));
          for (const below of poset.downSetOf([name])) {
            for (const [path, value] of flatten(trees.get(below) as never)) {
              if (here.get(path) === value || value === null) continue;
              const above = poset
                .downSetOf([name])
                .filter((node) => node !== below && !poset.isBelow(node, below));
              const decided = above.some((node) =>
                (sets.get(node) ?? []).some(
                  ([own]) => own === path || isWithin(path, own) || isWithin(own, path),
                ),
              );
              expect({ name, below, path, decided }).toEqual({ name, below, path, decided: true });
            }
          }
        }
      }),
      sampled(500),
    );
  });
});

const diamond = `
[config.rust]
channel = "beta"
[node.seed.config.build]
jobs = 1
[node.rust]
extends = ["seed"]
[node.rust.config.build]
jobs = 2
[node.web]
extends = ["seed"]
[node.web.config]
my.port = 80
[node.dev]
extends = ["web", "rust"]
`;

async function read(text: string): Promise<{ lattice: Lattice; poset: Poset }> {
  const lattice = await readLatticeText(text, join(tmpdir(), 'lattice.toml'), 'lattice.toml');
  return { lattice, poset: buildPoset(edgesOf(lattice)) };
}

async function configs(text: string) {
  const { lattice, poset } = await read(text);
  return buildNodeConfigs(lattice, poset);
}

function historyOf(
  config: MarkedTable<{ set: Origin; overrode: readonly { set: Origin }[] }> | undefined,
  key: string,
) {
  const node = config && nodeAt(config, key.split('.'));
  if (node?.kind !== 'leaf') return undefined;
  const { set, overrode } = node.mark;
  return [
    node.value,
    ...[set, ...overrode.map((older) => older.set)].map(
      (each) => `${each.node ?? each.layer} ${showOrigin(each)}`,
    ),
  ];
}

describe('buildNodeConfigs', () => {
  test('lets the higher node win, and remembers what it overrode', async () => {
    const built = await configs(diamond);
    expect(historyOf(built.get('dev'), 'build.jobs')).toEqual([
      2n,
      'rust lattice.toml:9',
      'seed lattice.toml:5',
    ]);
    expect(historyOf(built.get('web'), 'build.jobs')).toEqual([1n, 'seed lattice.toml:5']);
    expect(historyOf(built.get('dev'), 'my.port')).toEqual([80n, 'web lattice.toml:13']);
    expect(historyOf(built.get('dev'), 'rust.channel')).toEqual([
      'beta',
      'lattice lattice.toml:3',
      'default default',
    ]);
  });

  test('names both nodes, files and lines of a conflict', async () => {
    const text = `${diamond}[node.web.config.build]\njobs = 4\n`;
    await expect(configs(text)).rejects.toMatchObject({
      code: 'CONFIG_CONFLICT',
      message:
        '`build.jobs` of the node `dev` is 2 in the node `rust` (lattice.toml:9) and 4 in the node `web` (lattice.toml:17), and neither builds upon the other',
      hint: 'decide in [node.dev.config.build]: jobs = 2, or drop one of the two',
      place: { file: 'lattice.toml', line: 9 },
    });
    const decided = await configs(`${text}[node.dev.config.build]\njobs = 8\n`);
    expect(historyOf(decided.get('dev'), 'build.jobs')).toEqual([
      8n,
      'dev lattice.toml:19',
      'rust lattice.toml:9',
      'web lattice.toml:17',
      'seed lattice.toml:5',
    ]);
  });

  test('takes equal values of several nodes, and names the first in the order of the lattice', async () => {
    const built = await configs(`${diamond}[node.web.config.build]\njobs = 2\n`);
    expect(historyOf(built.get('dev'), 'build.jobs')).toEqual([
      2n,
      'rust lattice.toml:9',
      'web lattice.toml:17',
      'seed lattice.toml:5',
    ]);
  });

  test('tells a value from a table, unless the node itself sets the value', async () => {
    const text = `${diamond}[node.rust.config.my]\nport.http = 80\n`;
    await expect(configs(text)).rejects.toMatchObject({
      code: 'CONFIG_CONFLICT',
      message: expect.stringContaining(
        '80 in the node `web` (lattice.toml:13) and a table in the node `rust` (lattice.toml:17)',
      ),
    });
    const decided = await configs(`${text}[node.dev.config.my]\nport = 1\n`);
    expect(historyOf(decided.get('dev'), 'my.port')?.[0]).toBe(1n);
  });

  test('refuses a table where [config] has a value', async () => {
    await expect(configs('[config.my]\na = 1\n[node.n.config.my.a]\nb = 2\n')).rejects.toMatchObject({
      code: 'CONFIG_CONFLICT',
      place: { line: 3 },
    });
  });

  test('has in nix.inputs what the node or one below takes, by its pin', async () => {
    const built = await configs(
      [
        '[inputs.zoo]',
        'url = "github:o/zoo"',
        'pin = "github:o/zoo/1"',
        '[inputs.ant]',
        'url = "github:o/ant"',
        '[node.a]',
        'inputs = ["zoo", "nixpkgs"]',
        '[node.b]',
        'inputs = ["ant"]',
        '[node.c]',
        'extends = ["a", "b"]',
        '[node.d]',
      ].join('\n'),
    );
    const inputs = (name: string) => {
      const node = nodeAt(built.get(name) as MarkedTable<unknown>, ['nix', 'inputs']);
      return node && Object.fromEntries(valueOfNode(node) as TomlTable);
    };
    expect(['a', 'b', 'c', 'd'].map(inputs)).toEqual([
      { zoo: 'github:o/zoo/1' },
      { ant: 'github:o/ant' },
      { ant: 'github:o/ant', zoo: 'github:o/zoo/1' },
      undefined,
    ]);
  });

  test('shares what does not change', async () => {
    const built = await configs(`${diamond}[node.same]\nextends = ["dev"]\n`);
    expect(built.get('same')).toBe(built.get('dev'));
    expect(built.get('dev')?.entries.get('rust')).toBe(built.get('seed')?.entries.get('rust'));
  });

  test('is rendered as TOML that reads back, the same as without sharing', async () => {
    const { lattice, poset } = await read(
      `${diamond}[node.top]\nextends = ["dev"]\n[node.top.config]\nz = [{ b = 1, a = 2 }]\ny = 1\n`,
    );
    for (const [name, config] of buildNodeConfigs(lattice, poset)) {
      const text = renderNodeConfig(lattice, name, config);
      expect(text).toBe(
        `# Generated by flake-lattice from lattice.toml, [node.${name}] and those that it extends. An edit here stays in its way:\n` +
          `# change lattice.toml and run: flake-lattice generate ${name}\n\n${writeToml(withoutMarks(config))}`,
      );
    }
  });

  test('has long chains', async () => {
    const nodes = Array.from(
      { length: 3000 },
      (_, index) =>
        `[node.n${index}]\n${index > 0 ? `extends = ["n${index - 1}"]\n` : ''}[node.n${index}.config.my]\na = ${index}\n`,
    );
    const built = await configs(nodes.join(''));
    expect(historyOf(built.get('n2999'), 'my.a')).toHaveLength(3001);
  });
});

test('variables that disagree are refused with the configurations', async () => {
  const { lattice, poset } = await read(
    '[node.a.env]\nX = "1"\nB = "b"\n[node.b.env]\nX = "2"\n[node.c]\nextends = ["a", "b"]\n',
  );
  expect(() => buildNodeConfigs(lattice, poset)).toThrow(
    expect.objectContaining({
      code: 'CONFIG_CONFLICT',
      message: expect.stringContaining('`env.X` of the node `c` is "1" in the node `a` (lattice.toml:2)'),
      hint: 'decide in [node.c.env]: X = "1", or drop one of the two',
    }),
  );
});
