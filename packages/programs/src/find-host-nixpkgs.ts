// Finds the nixpkgs of this machine, the one that set-up chose: takes a folder, gives its flake reference.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface FindHostNixpkgsOptions {
  readonly cwd: string;
  /** The folder that this program lies in; the clone of it may have been set up. */
  readonly tool?: string;
}

/**
 * Looks at `.toolchain` of `cwd` and the folders above it, and last at that of this program's own clone, as `findNix` does.
 *
 * @returns nothing where no set-up wrote one down
 */
export async function findHostNixpkgs({
  cwd,
  tool = import.meta.dirname,
}: FindHostNixpkgsOptions): Promise<string | undefined> {
  return (await readReference(cwd)) ?? (await readReference(tool));
}

async function readReference(from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, '.toolchain', 'nixpkgs-reference');
    const reference = (await readFile(file, 'utf8').catch(() => '')).trim();
    if (reference !== '') return reference;
    if (folder === dirname(folder)) return undefined;
  }
}
