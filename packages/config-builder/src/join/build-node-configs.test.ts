// The configuration of each node: who set what, what is a conflict, and what is shared.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPoset, type Poset } from '@flake-lattice/lattice';
import { describe, expect, test } from '@jest/globals';
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
