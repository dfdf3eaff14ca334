// Stages a published package: takes its name, writes a folder that is packed as it is.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStandIn } from '../../packages/cli/src/init/stand-in.js';
import { readPageScript } from '../../packages/lattice-page/src/page-script.js';
import { bundleModules } from './bundle-modules.js';
import { bundleTypes } from './bundle-types.js';
import { licencesOf } from './licenses.js';
import { publishedManifest } from './manifest.js';
import { type PublishedPackage, publishedPackages } from './published-packages.js';
import type { Workspace } from './read-workspace.js';

export type PublishedName = keyof typeof publishedPackages;

const grammar = 'node_modules/tree-sitter-rust';

export async function stagePackage(name: PublishedName, workspace: Workspace, stage: string): Promise<void> {
  const { root, manifests, engines } = workspace;
  const published: PublishedPackage = publishedPackages[name];
  const source = join(root, 'packages', published.folder);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  const write = (file: string, text: string) => writeFile(join(stage, file), text);
  await write(
    'package.json',
    `${JSON.stringify(publishedManifest(name, manifests, engines), undefined, 2)}\n`,
  );
  for (const each of published.copied) await cp(join(source, each), join(stage, each), { recursive: true });
  for (const each of published.starters) {
    await cp(join(import.meta.dirname, 'starters', each), join(stage, 'bin', each));
    await chmod(join(stage, 'bin', each), 0o755);
  }
  await cp(join(root, 'LICENSE'), join(stage, 'LICENSE'));
  await cp(await readmeOf(source), join(stage, 'README.md'));
  if (published.generates) await stageCode(published, workspace, stage);
}

/** What npm shows of a package is for its users; the README of its folder is for those who work on it. */
async function readmeOf(source: string): Promise<string> {
  const files: readonly string[] = await readdir(join(source, 'npm')).catch(() => []);
  return join(source, files.includes('README.md') ? 'npm/README.md' : 'README.md');
}

async function stageCode(
  { folder, modules, hasTypes }: PublishedPackage,
  workspace: Workspace,
  stage: string,
): Promise<void> {
  const { root } = workspace;
  const source = join(root, 'packages', folder, 'src');
  const dist = join(stage, 'dist');
  const inside = await bundleModules(root, source, modules, join(dist, 'bundle'));
  // The code of a thread is a file of its own.
  await bundleModules(
    root,
    join(root, 'packages/generated-tree/src/ahead'),
    ['stage-worker'],
    join(dist, 'bundle'),
  );
  await writeFile(join(stage, 'LICENSES.txt'), await licencesOf(root, [...inside, grammar]));
  if (hasTypes) {
    const sourceOf = (name: string) => {
      const found = workspace.folders.get(name);
      return found === undefined ? undefined : join(root, 'packages', found, 'src/index.ts');
    };
    await writeFile(join(dist, 'index.d.cts'), await bundleTypes(root, join(source, 'index.ts'), sourceOf));
  }
  await stageData(root, dist);
  await writeFile(join(dist, 'build-identity.txt'), await identityOf(workspace));
}

/** Where the modules of a bundle look for what is no code: beside its folder, and beside itself. */
async function stageData(root: string, dist: string): Promise<void> {
  await cp(join(root, 'packages/flake-template/templates'), join(dist, 'templates'), { recursive: true });
  for (const loader of ['load-bundle.mjs', 'run-installed.mjs'])
    await cp(join(root, 'tools/bundle', loader), join(dist, loader));
  await cp(join(root, grammar, 'tree-sitter-rust.wasm'), join(dist, 'bundle/tree-sitter-rust.wasm'));
  await writeFile(join(dist, 'bundle/page-script.txt'), await readPageScript());
  for (const { path, contents } of await readStandIn(join(root, 'nix/host-nixpkgs'))) {
    await mkdir(join(dist, 'host-nixpkgs', path, '..'), { recursive: true });
    await writeFile(join(dist, 'host-nixpkgs', path), contents);
  }
}

/** The same for all packages of one build: what the one generated last, the other finds as it would generate it. */
async function identityOf({ root, manifests }: Workspace): Promise<string> {
  const hash = createHash('sha256');
  for (const top of ['packages', 'package-lock.json']) {
    for (const file of await filesOf(join(root, top)))
      hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return `${manifests.get('flake-lattice')?.version} ${hash.digest('hex').slice(0, 32)}`;
}

/** Sources and templates, sorted. */
async function filesOf(top: string): Promise<readonly string[]> {
  if (!(await readdir(top).catch(() => undefined))) return [top];
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter(
      (file) =>
        /\/(src|templates)\/.*\.(ts|eta)$/.test(file) &&
        !/node_modules|\/dist\/|\.(test|fixture)\.ts$/.test(file),
    )
    .sort();
}
