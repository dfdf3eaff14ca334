// The tasks of the layers mirror the flakes that they generate: the edges that Nx has are those that Nix has.
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { findNix, runNix } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';

type Edge = readonly [from: string, to: string];

/** The layer that generates a flake, by the path of its folder. The hub is none's: what it has it hands on. */
function layerAt(path: string): string | undefined {
  if (path === '.' || path === 'generated') return 'root-integrator';
  if (/^generated\/tally(?:\/|$)/.test(path)) return 'rust-units';
  return path.startsWith('generated/') ? 'flake-template' : undefined;
}

/** The nodes have tasks of their own, see nx-graph.test.ts. */
const layers = '--projects=config-builder,flake-template,rust-units,root-integrator';

const nxEnvironment = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };

/** The edges among the layers' own `generate` tasks, of the graph that Nx runs. */
async function readTaskEdges(copy: RepositoryCopy): Promise<readonly Edge[]> {
  const args = ['run-many', '--target=generate', layers, '--graph=task-graph.json'];
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

interface LockNode {
  readonly locked?: { readonly path?: string };
  readonly parent?: readonly string[];
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

interface Lock {
  readonly nodes: Readonly<Record<string, LockNode>>;
  readonly root: string;
}

/** The edges among the layers of the flakes that are locked: each leads to an input. */
function edgesOfLock({ nodes, root }: Lock): readonly Edge[] {
  const nodeAt = (path: readonly string[]): string =>
    path.reduce((name, input) => {
      const target = nodes[name]?.inputs?.[input];
      if (target === undefined) throw new Error(`${name} has no input ${input}`);
      return typeof target === 'string' ? target : nodeAt(target);
    }, root);
  const pathOf = (name: string): string => {
    const { locked, parent } = nodes[name] ?? {};
    return name === root ? '.' : posix.join(pathOf(nodeAt(parent ?? [])), locked?.path ?? '');
  };
  const edges = Object.entries(nodes).flatMap(([name, { inputs = {} }]) =>
    Object.values(inputs).flatMap((target): Edge[] => {
      const [from, to] = [pathOf(name), pathOf(typeof target === 'string' ? target : nodeAt(target))];
      const [layer, below] = [layerAt(from), layerAt(to)];
      return layer && below && layer !== below ? [[layer, below]] : [];
    }),
  );
  return [...new Map(edges.map((edge) => [edge.join(), edge])).values()];
}

/**
 * The edges that Nix tells: those of the locked inputs, and the one from the flake of the seed to the configuration, which
 * is no flake but a source that its package is built from.
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
  const seed = await read([
    'derivation',
    'show',
    `${root}/generated/config-seed#packages.x86_64-linux.default`,
  ]);
  const isBuiltFromConfig = /[0-9a-z]{32}-config\.toml/.test(JSON.stringify(seed));
  return [
    ...edgesOfLock(locks),
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
    expect(tasks).toEqual([
      'flake-template -> config-builder',
      'root-integrator -> flake-template',
      'root-integrator -> rust-units',
      'rust-units -> flake-template',
    ]);
  });

  test('are run in that order, each after the one below it', async () => {
    const args = ['run-many', '--target=generate', layers, '--output-style=stream-without-prefixes'];
    const { stdout, exitCode } = await copy.run('nx', args, { env: nxEnvironment });
    expect([exitCode, stdout.match(/^> nx run \S+:generate/gm)]).toEqual([
      0,
      ['config-builder', 'flake-template', 'rust-units', 'root-integrator'].map(
        (layer) => `> nx run ${layer}:generate`,
      ),
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
