// Reads what the packages of the workspace say of themselves: takes its folder, gives their manifests by name.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest.js';

export interface Workspace {
  /** Absolute path. */
  readonly root: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** Folders below `packages/`, by the names of packages. */
  readonly folders: ReadonlyMap<string, string>;
}

/** @param root absolute path */
export async function readWorkspace(root: string): Promise<Workspace> {
  const read = async (file: string) => JSON.parse(await readFile(join(root, file), 'utf8'));
  const names = (await readdir(join(root, 'packages'))).sort();
  const found = await Promise.all(
    names.map(async (folder) => {
      const manifest: Manifest = await read(`packages/${folder}/package.json`);
      return { folder, manifest };
    }),
  );
  return {
    root,
    engines: (await read('package.json')).engines,
    manifests: new Map(found.map(({ manifest }) => [manifest.name, manifest])),
    folders: new Map(found.map(({ folder, manifest }) => [manifest.name, folder])),
  };
}
