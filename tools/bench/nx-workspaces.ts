// For benches: Nx workspaces with a generated lattice of many nodes, and with as many plain projects of the same edges.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LatticeRepositories, latticeRepositories } from './lattice-repository.js';

const root = join(import.meta.dirname, '../..');
const command = join(root, 'packages/cli/bin/flake-lattice.js');

export interface NxWorkspaces {
  readonly nodes: number;
  /** With the plugin and a lattice that is generated; absolute path. */
  readonly lattice: string;
  /** With a project.json each. */
  readonly plain: string;
  readonly remove: () => void;
}

export function nxWorkspaces(nodes: number): NxWorkspaces {
  const repositories: LatticeRepositories = latticeRepositories(nodes);
  const lattice = repositories.fresh();
  execFileSync(process.execPath, [command, 'generate', '--quiet'], { cwd: lattice });
  makeWorkspace(lattice, { plugins: ['@flake-lattice/nx'] });
  const plain = repositories.fresh();
  makeWorkspace(plain, {});
  for (const [name, below] of edgesOf(readFileSync(join(lattice, 'lattice.toml'), 'utf8'))) {
    writeProject(plain, name, below);
  }
  for (const folder of [lattice, plain]) execFileSync('git', ['add', '--all'], { cwd: folder });
  return { nodes, lattice, plain, remove: repositories.remove };
}

function makeWorkspace(folder: string, settings: object): void {
  const nxJson = { neverConnectToCloud: true, analytics: false, cacheDirectory: '.nx/cache', ...settings };
  writeFileSync(join(folder, 'nx.json'), JSON.stringify(nxJson));
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "private": true }\n');
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n.nx\n');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** The nodes of a lattice.toml as `latticeText` writes it, each with those that it extends. */
function edgesOf(text: string): readonly (readonly [name: string, below: readonly string[]])[] {
  return text
    .split(/^\[node\./m)
    .slice(1)
    .flatMap((section) => {
      const name = /^([\w-]+)\]/.exec(section)?.[1];
      const below = /^extends = \[(.*)\]$/m.exec(section)?.[1] ?? '';
      return name === undefined
        ? []
        : [[name, [...below.matchAll(/"([^"]+)"/g)].map(([, each = '']) => each)] as const];
    });
}

/** As many targets as a node has. */
function writeProject(folder: string, name: string, below: readonly string[]): void {
  const target = (dependsOn: readonly string[]) => ({ executor: 'nx:noop', dependsOn, cache: true });
  const project = {
    name,
    projectType: 'library',
    tags: ['flake'],
    implicitDependencies: below,
    targets: {
      generate: target(['^generate']),
      build: target(['generate', '^build']),
      check: target(['generate', '^check']),
      develop: target(['generate']),
    },
  };
  const file = join(folder, 'projects', name, 'project.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(project));
}
