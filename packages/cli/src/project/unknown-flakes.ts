// Finds flakes in the output folder that no node and no record accounts for: takes a project, gives folders.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderOfNode } from '@flake-lattice/flake-template';
import { readManifest } from '@flake-lattice/generated-tree';
import type { Project } from './read-project.js';

/** Absolute paths, sorted; of folders right in the output folder alone. */
export function unknownFlakes({
  output,
  poset,
  packages,
}: Pick<Project, 'output' | 'poset' | 'packages'>): readonly string[] {
  const { files } = readManifest(output);
  const known = new Set(poset.elements.map((name) => folderOfNode(packages, name)));
  const names = existsSync(output) ? readdirSync(output).sort() : [];
  return names
    .filter((name) => !known.has(name) && !files.has(`${name}/flake.nix`))
    .map((name) => join(output, name))
    .filter((folder) => existsSync(join(folder, 'flake.nix')));
}
