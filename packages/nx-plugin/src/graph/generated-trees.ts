// Finds what was generated: takes the files that Nx matched, gives each output folder with the flakes that its manifest names.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Relative to the root of the workspace, as all paths here; `.` is the root itself. */
export interface GeneratedTree {
  readonly folder: string;
  readonly manifest: string;
  /** Of each generated flake, by the path of its file: the hashes that it has when nobody edited it. */
  readonly flakes: ReadonlyMap<string, readonly string[]>;
}

const manifestName = '.lattice/manifest.json';

/** What the plugin is asked about. */
export const configFiles = `**/{flake.nix,${manifestName}}`;

/** Sorted by folder. */
export function findTrees(root: string, files: readonly string[]): readonly GeneratedTree[] {
  return files
    .filter((file) => file === manifestName || file.endsWith(`/${manifestName}`))
    .sort()
    .map((manifest) => {
      const folder = posix.dirname(posix.dirname(manifest));
      return { folder, manifest, flakes: readFlakes(join(root, manifest), folder) };
    });
}

/** By lines, each of one file: so that a manifest in the middle of a merge is read too. */
function readFlakes(file: string, folder: string): GeneratedTree['flakes'] {
  const flakes = new Map<string, readonly string[]>();
  for (const [, name = '', entry = ''] of readFileSync(file, 'utf8').matchAll(
    /^\s*"((?:[^"\\]|\\.)*)": (.*)$/gm,
  )) {
    if (name !== 'flake.nix' && !name.endsWith('/flake.nix')) continue;
    const hashes = /"kept"/.test(entry)
      ? []
      : [...entry.matchAll(/"([0-9a-f]{64})"/g)].map(([, hash = '']) => hash);
    flakes.set(posix.join(folder, name), hashes);
  }
  return flakes;
}

/** Whether a folder is another, or lies in it. */
export function isWithin(folder: string, outer: string): boolean {
  return outer === '.' ? !folder.startsWith('..') : folder === outer || folder.startsWith(`${outer}/`);
}
