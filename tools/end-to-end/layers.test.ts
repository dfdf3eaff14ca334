// The tasks of the layers mirror the flakes that they generate: the edges that Nx has are those that Nix has.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNix, runNix } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';

type Edge = readonly [from: string, to: string];

/** The layers by the flakes that they generate, as the root flake's lock names these: the hub stands for all nodes. */
const flakes: Readonly<Record<string, string>> = {
  generated: 'flake-template',
  '.': 'root-integrator',
};

const nxEnvironment = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };

/** The edges among the layers' own `generate` tasks, of the graph that Nx runs. */
async function readTaskEdges(copy: RepositoryCopy): Promise<readonly Edge[]> {
  const args = ['run-many', '--target=generate', '--graph=task-graph.json'];
  const { exitCode, stderr } = await copy.run('nx', args, { env: nxEnvironment });
  expect([exitCode, stderr]).toEqual([0, expect.anything()]);
  const { tasks } = JSON.parse(await readFile(join(copy.root, 'task-graph.json'), 'utf8')) as {
    tasks: { dependencies: Record<string, readonly string[]> };
  };
  const layer = (task: string) => /^(.+):generate$/.exec(task)?.[1];
  return Object.entries(tasks.dependencies).flatMap(([task, dependencies]) =>
    dependencies.flatMap((dependency): Edge[] => {
      const [from, to] = [layer(task), layer(dependency)];
      return from && to ? [[from, to]] : [];
    }),
  );
}

/**
 * The edges that Nix tells: from the root flake to its locked inputs, and from the flake of the seed to the
 * configuration, which is no flake but a source that its package is built from.
 */
async function readNixEdges(root: string): Promise<readonly Edge[]> {
  const env = environmentWith(newestNix);
  const nix = await findNix({ cwd: root, env });
  const read = async (args: readonly string[]) => {
    const result = await runNix(nix, args, { cwd: root, env });
    expect([args, result.exitCode]).toEqual([args, 0]);
    return JSON.parse(result.stdout);
  };
  const { locks } = await read(['flake', 'metadata', '--json', root]);
  const inputs = Object.values<string | readonly string[]>(locks.nodes.root.inputs).flatMap((node) =>
    typeof node === 'string' ? [locks.nodes[node].locked.path as string] : [],
  );
  const layers = inputs.flatMap((path) => flakes[path.replace(/^\.\//, '')] ?? []);
  const seed = await read([
    'derivation',
    'show',
    `${root}/generated/config-seed#packages.x86_64-linux.default`,
  ]);
  const isBuiltFromConfig = /[0-9a-z]{32}-config\.toml/.test(JSON.stringify(seed));
  return [
    ...layers.map((layer): Edge => ['root-integrator', layer]),
    ...(isBuiltFromConfig ? [['flake-template', 'config-builder'] as const] : []),
  ];
}

describe('the generate tasks of the layers', () => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await copyRepository();
  });

  afterAll(() => copy.remove());

  test('have the edges that their flakes have', async () => {
    const sorted = (edges: readonly Edge[]) => edges.map(([from, to]) => `${from} -> ${to}`).sort();
    const tasks = sorted(await readTaskEdges(copy));
    expect(tasks).toEqual(sorted(await readNixEdges(workspaceRoot)));
    expect(tasks).toEqual(['flake-template -> config-builder', 'root-integrator -> flake-template']);
  });

  test('are run in that order, each after the one below it', async () => {
    const args = ['run-many', '--target=generate', '--output-style=stream-without-prefixes'];
    const { stdout, exitCode } = await copy.run('nx', args, { env: nxEnvironment });
    expect([exitCode, stdout.match(/^> nx run \S+:generate/gm)]).toEqual([
      0,
      ['config-builder', 'flake-template', 'root-integrator'].map((layer) => `> nx run ${layer}:generate`),
    ]);
  });

  test('one of them alone runs with what it needs, and nothing above it', async () => {
    const args = ['run', 'flake-template:generate', '--output-style=stream-without-prefixes'];
    const { stdout, exitCode } = await copy.run('nx', args, { env: nxEnvironment });
    expect([exitCode, stdout.match(/^> nx run \S+:generate/gm)]).toEqual([
      0,
      ['> nx run config-builder:generate', '> nx run flake-template:generate'],
    ]);
  });
});
