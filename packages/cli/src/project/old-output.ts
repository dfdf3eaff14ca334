// Finds what the root flake takes in of an output folder that the lattice has no longer: takes the project, gives the folder.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import { manifestPath } from '@flake-lattice/generated-tree';
import type { FlakesOnDisk } from './flakes-on-disk.js';
import type { Project } from './read-project.js';
import { siblingsOf } from './siblings.js';

/** Relative to the folder of lattice.toml; nothing where the root takes the lattice in, or nothing that was generated. */
export function findOldOutput(
  { lattice: { folder }, repository: { root }, output }: Project,
  disk: FlakesOnDisk,
): string | undefined {
  const at = relative(root, folder);
  const taken = [...siblingsOf(at, disk.inputsAt(at)).values()].map((each) => join(root, each));
  if (taken.includes(output)) return undefined;
  const old = taken.find((each) => existsSync(join(each, manifestPath)));
  return old === undefined ? undefined : relative(folder, old);
}

/** What to tell of it, and how to mend it. */
export function tellOldOutput(
  old: string,
  { lattice: { output } }: Project,
): { readonly message: string; readonly mend: string } {
  return {
    message: `flake.nix takes in \`${old}\`, and what is generated lies in \`${output}\``,
    mend: `write path:./${output} in place of path:./${old} in flake.nix, then: git rm -r -- ${quoteForShell(old)}`,
  };
}
