// Unpacks packages into a folder of their own, and finds in it the dynamic loader, the libraries and the programs.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { type Environment, runStep } from './run-step.js';

export interface UnpackedRoot {
  readonly folder: string;
  /** Absolute path of the dynamic loader, such as `…/usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1`. */
  readonly loader: string;
  /** Absolute paths, in the order of the search. */
  readonly libraryFolders: readonly string[];
}

/** @throws CodedError PACKAGES_UNAVAILABLE, TOOLCHAIN_BROKEN, DISK_FULL */
export async function unpackPackages(
  packages: readonly string[],
  folder: string,
  env: Environment,
): Promise<UnpackedRoot> {
  for (const file of [...packages].sort()) {
    await runStep('dpkg-deb', ['-x', file, folder], { purpose: `unpack \`${file}\``, cwd: folder, env });
  }
  return findUnpackedRoot(folder);
}

/** The same for packages that were unpacked before. @throws CodedError TOOLCHAIN_BROKEN */
export async function findUnpackedRoot(folder: string): Promise<UnpackedRoot> {
  const libraryFolders = await findLibraryFolders(folder);
  for (const libraries of libraryFolders) {
    const loader = (await readdir(libraries)).find(isLoader);
    if (loader !== undefined) return { folder, loader: join(libraries, loader), libraryFolders };
  }
  throw new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: 'the packages that were fetched hold no dynamic loader',
    hint: 'install Nix 2.30 or newer yourself (https://nixos.org/download), then: npm run set-up',
  });
}

/** The names that glibc gives to its loaders, of every architecture of Debian's. */
export function isLoader(name: string): boolean {
  return /^ld(64|-linux.*)?\.so\.\d+$/.test(name);
}

/**
 * The folders of libraries are named after the architecture: `usr/lib/x86_64-linux-gnu`, and in older suites
 * `lib/x86_64-linux-gnu` beside it; the one that holds the C library comes first.
 */
async function findLibraryFolders(root: string): Promise<readonly string[]> {
  for (const above of ['usr/lib', 'lib']) {
    for (const triplet of await list(join(root, above))) {
      const found = await isThere(join(root, above, triplet, 'libc.so.6'));
      if (!found) continue;
      const folders = [above, ...['usr/lib', 'lib'].filter((other) => other !== above)];
      const paths = folders.map((name) => join(root, name, triplet));
      const present = await Promise.all(paths.map(isThere));
      return paths.filter((_, index) => present[index]);
    }
  }
  return [];
}

async function list(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
