// Finds what the root flake takes in of an output folder that the lattice has no longer: takes the project, gives the folder.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import { folderOfNode } from '@flake-lattice/flake-template';
import { findEdited, manifestPath, readManifest } from '@flake-lattice/generated-tree';
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

/** What to tell of it, and how to mend it: what somebody made of it by hand first, which no run takes along. */
export function tellOldOutput(
  old: string,
  project: Project,
): { readonly message: string; readonly mend: string } {
  const { folder, output } = project.lattice;
  const edited = findEdited(join(folder, old));
  const locked = ownLocks(join(folder, old), project);
  const steps = [
    `write path:./${output} in place of path:./${old} in flake.nix`,
    ...(locked.length > 0
      ? [`flake-lattice lock ${locked.join(' ')}   (their own locks lie in ${old} alone)`]
      : []),
    ...edited.map((path) => {
      const [from, to] = [old, output].map((each) => quoteForShell(join(each, path)));
      return `git diff --no-index -- ${to} ${from}   (edited by hand; carry over what is to stay)`;
    }),
    `git rm -r -- ${quoteForShell(old)}`,
  ];
  return {
    message: `flake.nix takes in \`${old}\`, and what is generated lies in \`${output}\``,
    mend: steps.length === 2 ? steps.join(', then: ') : steps.join('\n'),
  };
}

/** The nodes that had a lock of their own in a folder, and have none now; sorted. */
function ownLocks(folder: string, { output, poset, packages }: Project): readonly string[] {
  const { files } = readManifest(folder);
  return [...poset.elements]
    .filter((name) => {
      const path = `${folderOfNode(packages, name)}/flake.lock`;
      return files.has(path) && !existsSync(join(output, path));
    })
    .sort();
}
