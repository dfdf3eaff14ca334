// Crates for tests: takes files by path, writes them into a folder of their own, gives what cargo needs to run there.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findCargo } from '@flake-lattice/programs';
import { afterAll } from '@jest/globals';
import type { CargoSurroundings } from './test-run.js';

const made: string[] = [];

afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

export async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'rust-units-')));
  made.push(folder);
  return folder;
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** With the Cargo.toml of a library of edition 2021, where the files have none. */
export async function makeCrate(files: Readonly<Record<string, string>>, name = 'sample'): Promise<string> {
  const folder = join(await makeFolder(), name);
  await writeFiles(folder, { 'Cargo.toml': cargoToml(name), ...files });
  return folder;
}

export function cargoToml(name: string, more = ''): string {
  return `[package]\nname = "${name}"\nversion = "1.2.3"\nedition = "2021"\n\n[workspace]\n${more}`;
}

export async function cargoSurroundings(): Promise<CargoSurroundings> {
  const cargo = await findCargo({ cwd: import.meta.dirname, env: process.env });
  return { cargo, env: process.env, targetFolder: join(await makeFolder(), 'target') };
}
