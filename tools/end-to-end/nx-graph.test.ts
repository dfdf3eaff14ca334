// The graph of Nx is the graph of the flake inputs: the edges that Nix tells of real flakes are those that the plugin gives.
import { join, posix } from 'node:path';
import { findNix, runNix } from '@flake-lattice/programs';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix } from '../testing/nixes.js';
import { makeNxWorkspace, readEdges } from '../testing/nx-workspace.js';
import { seed } from '../testing/random.js';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';
import { makeMixedLattice } from './nx-lattices.fixture.js';

/** How many random lattices; the proof takes twenty. */
const lattices = Number(process.env.FLAKE_LATTICE_NX_LATTICES ?? 2);

interface LockNode {
  readonly locked?: { readonly path?: string; readonly type?: string };
  readonly parent?: readonly string[];
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

interface Lock {
  readonly nodes: Readonly<Record<string, LockNode>>;
  readonly root: string;
}

/**
 * The edges from each flake of the output folder to its inputs, as the lock of one flake has them.
 *
 * @param folder of that flake
 */
function edgesOfLock({ nodes, root }: Lock, folder: string, isOnlyRoot: boolean): readonly string[] {
  const nodeAt = (path: readonly string[]): string =>
    path.reduce((name, input) => {
      const target = nodes[name]?.inputs?.[input];
      if (target === undefined) throw new Error(`${name} has no input ${input}`);
      return typeof target === 'string' ? target : nodeAt(target);
    }, root);
  const folderOf = (name: string): string => {
    const { locked, parent } = nodes[name] ?? {};
    return name === root ? folder : posix.join(folderOf(nodeAt(parent ?? [])), locked?.path ?? '');
  };
  const isNode = (path: string) => path === 'generated' || path.startsWith('generated/');
  return Object.entries(nodes).flatMap(([name, { inputs = {} }]) => {
    const from = folderOf(name);
    if (!isNode(from) || (isOnlyRoot && name !== root)) return [];
    return Object.entries(inputs).map(([input, target]) => {
      const to = folderOf(typeof target === 'string' ? target : nodeAt(target));
      return `${from} -> ${isNode(to) ? to : `nix:${input}`}`;
    });
  });
}

/** @param folders of flakes that are asked one by one; without any, the hub tells of all nodes */
async function readNixEdges(root: string, folders: readonly string[] = []): Promise<readonly string[]> {
  const env = environmentWith(newestNix);
  const nix = await findNix({ cwd: root, env });
  const edges: string[] = [];
  for (const folder of folders.length === 0 ? ['generated'] : folders) {
    const args = ['flake', 'metadata', '--json', '--no-write-lock-file', join(root, folder)];
    const { exitCode, stdout, stderr } = await runNix(nix, args, { cwd: root, env });
    if (exitCode !== 0) throw new Error(stderr);
    edges.push(...edgesOfLock(JSON.parse(stdout).locks, folder, folders.length > 0));
  }
  return [...new Set(edges)].sort();
}

describe('the edges of Nx are those of the flake inputs', () => {
  let project: LatticeProject | undefined;
  let copy: RepositoryCopy | undefined;
  afterEach(async () => {
    await project?.remove();
    await copy?.remove();
    project = undefined;
    copy = undefined;
  });

  test('in this repository, of every flake alone', async () => {
    copy = await copyRepository();
    const { root, run } = copy;
    const env = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };
    const shown = await run('nx', ['show', 'projects', '--projects=tag:flake', '--json'], { env });
    const folders: readonly string[] = JSON.parse(shown.stdout);
    expect(folders).toContain('generated/tally/add_line');
    const edges = (await readEdges(root)).filter((edge) => /^generated[ /]/.test(edge));
    expect(edges).toEqual(await readNixEdges(root, folders));
    expect(edges.filter((edge) => edge.endsWith(' -> nix:nixpkgs'))).toHaveLength(folders.length);
  });

  const sizes = fc.sample(fc.integer({ min: 3, max: 300 }), { seed, numRuns: lattices });
  test.each(sizes.map((nodes, index) => [index, nodes] as const))(
    'in the random lattice %i, of %i nodes and a dozen of other kinds',
    async (index, nodes) => {
      const numbers = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
        seed: seed + index,
        numRuns: 4 * nodes + 100,
      });
      let at = 0;
      project = await makeMixedLattice({ nodes, random: () => numbers[at++ % numbers.length] ?? 0 });
      makeNxWorkspace(project.root);
      const edges = await readEdges(project.root);
      expect(edges.length).toBeGreaterThan(nodes);
      // The hub gives one nixpkgs to all, also where a node follows that of another.
      expect(edges).toEqual(await readNixEdges(project.root));
      const alone = ['generated/free', 'generated/own', 'generated/tally', 'generated/tally/top'];
      const own = edges.filter((edge) => alone.some((folder) => edge.startsWith(`${folder} -> `)));
      expect(own).toEqual(await readNixEdges(project.root, alone));
    },
    300_000,
  );
});
