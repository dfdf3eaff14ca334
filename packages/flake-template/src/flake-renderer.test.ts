import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodeConfigs, edgesOf, readLattice } from '@flake-lattice/config-builder';
import { buildPoset } from '@flake-lattice/lattice';
import { fromData, renderExpression, tokenize } from '@flake-lattice/nix-text';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../tools/testing/random.js';
import { createFlakeRenderer, templateView } from './flake-renderer.js';
import { markedConfig } from './marked-config.fixture.js';
import { planAll } from './plan-all.fixture.js';
import { planHub } from './plan-hub.js';
import { inputsData } from './plan-inputs.js';
import { type NodeFlakePlan, planNodeFlake } from './plan-node-flake.js';
import { builtInTemplates, hubTemplate, withHeader } from './render-flake.js';
import { renderTemplate } from './render-template.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flake-renderer-'));
});
afterAll(() => rm(folder, { recursive: true }));

const hostile = fc.constantFrom(
  '${evil}',
  '"; evil = "',
  "''${evil}''",
  '\\',
  'a\nb\r\n\tc',
  'ü🎈',
  '',
  '*/ #',
);
const lines = fc.array(hostile).map((parts) => parts.join(''));
const names = fc.uniqueArray(fc.constantFrom('rust', 'web', 'seed', 'x-y'), { maxLength: 3 });

const tables = <Value>(values: fc.Arbitrary<Value>) =>
  fc.uniqueArray(fc.tuple(lines, values), { selector: ([key]) => key }).map((entries) => new Map(entries));

const anyPlan: fc.Arbitrary<NodeFlakePlan> = fc.record({
  name: fc.constantFrom('dev', 'a-b'),
  description: lines,
  system: fc.constant('x86_64-linux'),
  systems: fc.constant(['x86_64-linux', 'aarch64-linux']),
  inputs: names.map((all) => new Map(all.map((name) => [name, { url: `path:../${name}` }]))),
  config: tables(fc.oneof(lines, tables(lines))).map(markedConfig),
  extends: names,
  rank: fc.nat(300),
  packages: fc.subarray(['jq', 'python3Packages.requests']),
  env: fc.dictionary(fc.constantFrom('A', 'B_C'), lines, { noNullPrototype: true }),
  envEscapes: fc.constantFrom(null, { '\u001b': `'$'\\033''` }),
  script: fc.option(lines),
  source: fc.option(fc.constantFrom('../../src', '../../a "b" ${c}')),
  sourceName: fc.constantFrom('src', '${c}'),
  sourceLeavesOut: fc.option(fc.subarray(['..', '../../flake.lock'])),
  ways: fc.option(names.map((all) => all.map((name) => ({ name, rank: 0, path: [name, 'inputs'] })))),
  template: fc
    .constantFrom('config', 'shell', 'package', 'check')
    .map((name) => ({ kind: 'built-in', name }) as const),
  origin: fc.constant({ generator: 'flake-lattice', source: 's', command: 'c' } as const),
});

describe('createFlakeRenderer', () => {
  test('gives for every plan what its template gives by itself, every value checked in its place', async () => {
    const { renderNodeFlake } = createFlakeRenderer();
    await fc.assert(
      fc.asyncProperty(anyPlan, async (plan) => {
        const name = plan.template.kind === 'built-in' ? plan.template.name : 'config';
        const body = await renderTemplate(builtInTemplates[name], templateView(plan));
        expect(renderNodeFlake(plan).join('')).toBe(withHeader(plan.origin, body));
      }),
      sampled(150),
    );
  });

  test('no value is anything but a string, whatever it holds', () => {
    const { renderNodeFlake } = createFlakeRenderer();
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const code = tokenize(renderNodeFlake(plan).join('')).filter(
          ({ kind }) => !kind.endsWith('-text') && kind !== 'comment',
        );
        expect(code.filter(({ text, kind }) => text === 'evil' || kind === 'unknown')).toEqual([]);
      }),
      sampled(150),
    );
  });

  test('the hub is what its template gives by itself', async () => {
    for (const differing of ['', '[node.b.config.nix]\nsystems = ["x86_64-linux"]\n']) {
      for (const own of ['', '[node.c]\ntemplate = "own.nix.eta"\n']) {
        await writeFile(join(folder, 'own.nix.eta'), '{ }');
        await writeFile(
          join(folder, 'lattice.toml'),
          `[node.a]\n[node.b]\nextends = ["a"]\n${differing}${own}`,
        );
        const { lattice, poset, plans, files } = await planAll(join(folder, 'lattice.toml'));
        const { inputs, origin, ...rest } = planHub(lattice, poset, plans);
        const body = await renderTemplate(hubTemplate, { ...rest, inputs: inputsData(inputs) });
        expect(files.get('flake.nix')).toBe(withHeader(origin, body));
      }
    }
  });

  test('a header names the sources and the command', async () => {
    await writeFile(join(folder, 'own.nix.eta'), '{ }');
    await writeFile(join(folder, 'lattice.toml'), '[node.a]\n[node.b]\ntemplate = "own.nix.eta"\n');
    const { files } = await planAll(join(folder, 'lattice.toml'));
    const headerOf = (path: string) => files.get(path)?.split('\n').slice(1, 3);
    expect(headerOf('a/flake.nix')).toEqual([
      '# source:  lattice.toml',
      '# command: flake-lattice generate a',
    ]);
    expect(headerOf('b/flake.nix')?.[0]).toBe('# source:  lattice.toml, own.nix.eta');
    expect(headerOf('flake.nix')?.[1]).toBe('# command: flake-lattice generate');
  });
});

describe('a template of the user', () => {
  const render = async (template: string, node = '') => {
    await writeFile(join(folder, 'own.nix.eta'), template);
    await writeFile(
      join(folder, 'lattice.toml'),
      `[node.a]\n[node.b]\nextends = ["a"]\ntemplate = "own.nix.eta"\n${node}`,
    );
    const lattice = await readLattice(join(folder, 'lattice.toml'), 'lattice.toml');
    const poset = buildPoset(edgesOf(lattice));
    const config = buildNodeConfigs(lattice, poset).get('b');
    if (!config) throw new Error('no node');
    return createFlakeRenderer()
      .renderNodeFlake(planNodeFlake({ lattice, poset, name: 'b', config }))
      .join('');
  };

  test('sees all that lattice.toml says of the node', async () => {
    const keys = [
      'name',
      'description',
      'system',
      'systems',
      'extends',
      'packages',
      'env',
      'script',
      'source',
    ];
    const text = await render(
      `[<%= [${keys.map((key) => `it.${key}`).join(', ')}, it.config.rust.channel, it.inputs.a.url] %>]`,
      'description = "d"\npackages = ["jq"]\nscript = "s"\n[node.b.env]\nA = "${x}"\n',
    );
    const systems = ['x86_64-linux', 'aarch64-linux'];
    const seen = [
      'b',
      'd',
      systems[0],
      systems,
      ['a'],
      ['jq'],
      { A: '${x}' },
      's',
      null,
      'stable',
      'path:../a',
    ];
    expect(text.split('\n').slice(3).join('\n')).toBe(`[${renderExpression(fromData(seen))}]\n`);
  });

  test.each([
    ['a key that is not there', '\n<%= it.config.rust.chanel %>', 'TEMPLATE_PLACEHOLDER', 2],
    ['a value within a string', '\n\n"<%= it.name %>"', 'TEMPLATE_VALUE_MISPLACED', 3],
    ['code that fails', '<% null.x %>', 'TEMPLATE_SYNTAX', 1],
    ['what is no value', '<%= () => 1 %>', 'VALUE_NOT_NIX', 1],
  ])('%s is an error at its line', async (_, template, code, line) => {
    await expect(render(template)).rejects.toMatchObject({
      code,
      place: { file: join(folder, 'own.nix.eta'), line },
    });
  });

  test('cannot change what other nodes have', async () => {
    await writeFile(
      join(folder, 'own.nix.eta'),
      "<% try { it.config.rust.channel = 'evil' } catch {} %>{ a = <%= it.config.rust.channel %>; }",
    );
    await writeFile(join(folder, 'lattice.toml'), '[node.a]\ntemplate = "own.nix.eta"\n[node.b]\n');
    const { files } = await planAll(join(folder, 'lattice.toml'));
    expect(files.get('b/flake.nix')).toContain('channel = "stable"');
  });
});
