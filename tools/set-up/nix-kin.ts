// The programs that Nix answers to beside `nix`: one binary, told by the name that it is called by.
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const nixKin = [
  'nix-build',
  'nix-channel',
  'nix-collect-garbage',
  'nix-copy-closure',
  'nix-daemon',
  'nix-env',
  'nix-hash',
  'nix-instantiate',
  'nix-prefetch-url',
  'nix-shell',
  'nix-store',
] as const;

/** The path of each that lies beside a `nix`, or beside what it is a link to; those that lie nowhere are left out. */
export async function findNixKin(nix: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map([['nix', nix]]);
  const folders = [dirname(nix), dirname(await realpath(nix))];
  for (const name of nixKin) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (found.has(name) || !(await stat(file).catch(() => undefined))) continue;
      found.set(name, file);
    }
  }
  return found;
}
