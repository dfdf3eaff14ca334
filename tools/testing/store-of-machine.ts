// For tests: the store of a machine, one of several with the same paths: who uses it, and what it knows of a path.
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { environmentWith, type TestedNix } from './nixes.js';

export interface StoreOfMachine {
  /** What has Nix use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the folder where it keeps the logs of what was built. */
  readonly logs: string;
}

/** Its paths are real ones. */
export async function plainStore(folder: string): Promise<StoreOfMachine> {
  await mkdir(folder, { recursive: true });
  const [store, state, logs] = ['store', 'var', 'log'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  return { env: { NIX_STORE_DIR: store, NIX_STATE_DIR: state, NIX_LOG_DIR: logs }, logs };
}

/** Another one with the paths of the first, which lies elsewhere: what is built in it is built in a sandbox. */
export async function storeElsewhere(first: StoreOfMachine, folder: string): Promise<StoreOfMachine> {
  await mkdir(folder, { recursive: true });
  const logs = join(folder, 'log');
  const remote = `local?root=${folder}&state=${join(folder, 'var')}&log=${logs}`;
  return { env: { ...first.env, NIX_REMOTE: remote }, logs };
}

/** The names of the derivations that have a log there, which are those that were built there. */
export async function loggedIn({ logs }: StoreOfMachine): Promise<readonly string[]> {
  const folder = join(logs, 'drvs');
  if (!existsSync(folder)) return [];
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => file.name.replace(/\.drv.*$/, ''));
  return names.map((name) => name.replace(/^[0-9a-z]{30}-/, '')).sort();
}

/** Of store paths: those that are there, each with whether they were built there rather than copied. */
export async function askStoreOf(
  { env }: StoreOfMachine,
  paths: readonly string[],
  nix: TestedNix,
): Promise<ReadonlyMap<string, boolean>> {
  const args = ['path-info', '--json', ...paths];
  const asked = await runProgram(nix.path, args, { cwd: '/', env: { ...environmentWith(nix), ...env } });
  const found = JSON.parse(asked.stdout) as Record<string, { readonly ultimate?: boolean } | null>;
  return new Map(
    Object.entries(found).flatMap(([path, info]) =>
      info === null ? [] : [[path, info.ultimate === true] as const],
    ),
  );
}
