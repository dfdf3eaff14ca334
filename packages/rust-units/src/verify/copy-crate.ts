// Copies a crate into a folder as a package that stands alone: its Cargo.toml with nothing of a workspace's, no benchmarks.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asTable, parseManifest, renderManifest, type Table, withAbsolutePaths } from './crate-manifest.js';
import { callCargo } from './cut-surroundings.js';
import type { CargoSurroundings } from './test-run.js';
import { withWorkspaceValues } from './workspace-values.js';

const left = new Set(['.git', 'target', 'node_modules']);

/** `target` is emptied before. Gives the Cargo.toml of the copy, as it was written. */
export async function copyCrate(
  folder: string,
  target: string,
  surroundings: CargoSurroundings,
): Promise<Table> {
  await rm(target, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  await cp(folder, target, {
    recursive: true,
    dereference: true,
    filter: (source) => source === folder || !left.has(basename(source)),
  });
  const manifest = standalone(await readWhole(folder, surroundings));
  await writeFile(join(target, 'Cargo.toml'), renderManifest(manifest));
  return manifest;
}

async function readWhole(folder: string, surroundings: CargoSurroundings): Promise<Table> {
  const own = parseManifest(await readFile(join(folder, 'Cargo.toml'), 'utf8'));
  const { stdout, exitCode } = await callCargo(folder, ['locate-project', '--workspace'], surroundings);
  const root =
    exitCode === 0 ? (JSON.parse(stdout) as { readonly root: string }).root : join(folder, 'Cargo.toml');
  const filled = withWorkspaceValues(own, parseManifest(await readFile(root, 'utf8')), dirname(root));
  return withAbsolutePaths(filled, folder);
}

/** Lints that deny are no part of what is proven, and new compilers warn of more than old code knew. */
function standalone(manifest: Table): Table {
  const { workspace: _, lints: __, bench: ___, example: ____, ...rest } = manifest;
  return {
    ...rest,
    package: { ...asTable(rest.package), autobenches: false, autoexamples: false },
    workspace: {},
  };
}
