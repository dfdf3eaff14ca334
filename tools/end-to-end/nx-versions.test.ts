// The plugin in a workspace of a user, packed and installed, with each version of Nx that it says it works with.
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nxVersions } from '../pack/published-packages.js';
import { type InstalledPackages, packAndInstall } from '../testing/installed-packages.js';
import { describeWithNix, newestNix, workspaceRoot } from '../testing/nixes.js';

const patience = 300_000;

/** The one of this workspace, and from each line of versions an early and a late one. */
const { version: own } = JSON.parse(
  readFileSync(join(workspaceRoot, 'node_modules/nx/package.json'), 'utf8'),
);
const others = ['20.8.0', '20.8.4', '21.0.0', '21.6.11', '22.0.0', '22.7.12', '23.3.2', '24.0.0'];
const versions = process.env.FLAKE_LATTICE_NX_VERSIONS === 'all' ? [own, ...others] : [own];

let packages: InstalledPackages;
beforeAll(async () => {
  packages = await packAndInstall();
}, patience);
afterAll(() => packages?.remove());

test('the oldest and the newest line that are tried are those that the plugin asks for', () => {
  expect(nxVersions).toBe('>=20.8.0 <25.0.0');
  expect([others[0], others.at(-1)?.split('.')[0]]).toEqual(['20.8.0', '24']);
});

describeWithNix('an Nx workspace with the plugin', () => {
  test.each(versions)(
    'has the flakes as projects, builds them, and keeps them in sync: Nx %s',
    async (version) => {
      const root = await packages.install(`nx-${version}`, [
        ...packages.tarballs.slice(1),
        `nx@${version}`,
        'typescript@5.9.3',
      ]);
      const inside = packages.runnerIn(root);
      const nx = (...args: readonly string[]) => inside(root, 'nx', ...args);
      await writeFile(join(root, '.gitignore'), 'node_modules\n.nx\n');
      const settings = {
        neverConnectToCloud: true,
        analytics: false,
        plugins: ['@flake-lattice/nx'],
        sync: { globalGenerators: ['@flake-lattice/nx:sync'] },
      };
      await writeFile(join(root, 'nx.json'), JSON.stringify(settings));
      await inside(root, 'flake-lattice', 'init', '--yes', '--host-tools', '--template', 'shells');
      await inside(root, 'flake-lattice', 'generate');
      await nx('graph', '--file=.nx/graph.json');
      const { graph } = JSON.parse(await readFile(join(root, '.nx/graph.json'), 'utf8'));
      const edges = graph.dependencies['generated/dev'] as readonly { readonly target: string }[];
      expect(edges.map(({ target }) => target).sort()).toEqual(['generated/rust', 'generated/web']);
      expect(await nx('run-many', '-t', 'generate', 'build')).toContain(
        'Successfully ran targets generate, build for 5 projects',
      );
      await nx('sync:check');
      const lattice = await readFile(join(root, 'lattice.toml'), 'utf8');
      await writeFile(join(root, 'lattice.toml'), lattice.replace('EDITOR = "vi"', 'EDITOR = "ed"'));
      // Versions before 21.6 tell that, and not what.
      await expect(nx('sync:check')).rejects.toThrow(/out of sync|stale +generated\/base\/flake\.nix/);
      await nx('sync');
      expect(await inside(root, 'flake-lattice', 'check')).toBe('');
      await nx('g', '@flake-lattice/nx:node', 'docs', '--extends=web', '--template=shell');
      expect(await inside(root, 'flake-lattice', 'list', 'docs')).toMatch(/^docs\s+2\s+shell\s+web/m);
    },
    patience,
  );
}, [newestNix]);
