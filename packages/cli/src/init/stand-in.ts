// Reads the stand-in for nixpkgs that comes with this command, as the files that a repository of the user's gets.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the stand-in lies in a repository, from the folder of lattice.toml; and the reference that leads there. */
export const standInPath = 'nix/host-nixpkgs';
export const standInUrl = `path:./${standInPath}`;

export interface StandInFile {
  /** From the folder of the stand-in, `/` between names. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/** Absolute path of the stand-in that this command comes with: within its package, or in the repository of its sources. */
export function standInFolder(): string {
  const packed = fileURLToPath(new URL('../host-nixpkgs', import.meta.url));
  return existsSync(packed)
    ? packed
    : fileURLToPath(new URL('../../../../nix/host-nixpkgs', import.meta.url));
}

/** Its tests, what they need, and what was found out about the machine of a developer stay behind. */
const leftOut = /^(?:\..*|fixtures|host\.nix|signatures\.(?:json|nix)|.*\.ts)$/;

/** Sorted by path. */
export async function readStandIn(folder = standInFolder()): Promise<readonly StandInFile[]> {
  const files: StandInFile[] = [];
  const read = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      if (leftOut.test(entry.name)) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await read(path);
      else if (entry.isFile()) files.push({ path, contents: await readFile(join(folder, path)) });
    }
  };
  await read('');
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Whether a folder holds the stand-in without the facts of a machine, as it is committed. */
export function isBareStandIn(folder: string): boolean {
  return existsSync(join(folder, 'tools/late-bound.nix')) && !existsSync(join(folder, 'host.nix'));
}
