// Writes the config.toml of a node to its place among what is generated: takes the text, gives what became of the file.
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import { applyTree, withRunLock } from '@flake-lattice/generated-tree';
import type { Lattice } from './sources/lattice-record.js';

/** Absolute path of the config.toml that `flake-lattice generate` writes for a node. */
export function placeOfNodeConfig({ folder, output }: Lattice, name: string): string {
  return join(folder, output, name, 'config.toml');
}

/**
 * As a run of `flake-lattice generate` does that is about this file alone.
 *
 * @param shown how the error names the file
 * @throws CodedError OUTPUT_EDITED where a person edited the file, and as `applyTree` does
 */
export async function writeNodeConfig(
  lattice: Lattice,
  name: string,
  text: string,
  shown: string,
  { env }: Pick<CommandIo, 'env'>,
): Promise<string> {
  const file = placeOfNodeConfig(lattice, name);
  const folder = join(lattice.folder, lattice.output);
  const path = relative(folder, file);
  const tree = {
    folder,
    root: lattice.folder,
    files: [{ path, contents: text }],
    leave: [],
    only: (each: string) => each === path,
  };
  const apply = () => applyTree(tree, { env, edited: 'leave' });
  const { files } = await withRunLock(folder, { env }, apply);
  const [outcome] = files.filter((each) => each.path === path).map((each) => each.outcome);
  if (outcome === 'edited') throw editedByHand(shown);
  return outcome ?? 'unchanged';
}

function editedByHand(file: string): CodedError {
  return new CodedError({
    code: 'OUTPUT_EDITED',
    message: `\`${file}\` was edited by hand, and is left as it is`,
    hint: 'flake-lattice generate --keep, --overwrite or --merge   (says what is to become of the edit)',
    place: { file },
  });
}
