// What a generation would write, as changes of Nx's tree: takes a comparison, gives them to the tree. Nx shows them, and writes
// them where it is to; the run that comes after finds the same texts, and sets the record of the tree right.
import { relative } from 'node:path';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { manifestPath } from '@flake-lattice/generated-tree';
import { findDifferences, type LatticeComparison } from 'flake-lattice';
import type { Tree } from '../nx-devkit.js';

/** States of files that a run leaves for a person to decide. */
const open: readonly string[] = ['edited', 'conflict', 'orphaned-edited'];

/**
 * @returns the files that are not as they would be written, each with its state
 * @throws CodedError OUTPUT_EDITED where a person has to decide first
 */
export function changeTree(tree: Tree, comparison: LatticeComparison): readonly string[] {
  const found = findDifferences(comparison, tree.root);
  const edited = found.filter(({ state }) => open.includes(state));
  if (edited.length > 0) throw outputEdited(edited.map(({ state, file }) => `${state.padEnd(15)}  ${file}`));
  for (const { file, state, after } of found) {
    if (state === 'orphaned') tree.delete(file);
    else if (after !== undefined) tree.write(file, Buffer.from(after));
  }
  // What only git or the manifest lacks is no change of a text, and Nx looks at nothing else.
  if (found.length > 0 && tree.listChanges().length === 0) {
    const manifest = relative(tree.root, `${comparison.project.output}/${manifestPath}`);
    tree.write(manifest, `${tree.read(manifest, 'utf8') ?? '{ "version": 1, "files": {} }'}\n`);
  }
  return found.map(({ file, state }) => `${state.padEnd(15)}  ${file}`);
}

function outputEdited(lines: readonly string[]): CodedError {
  return new CodedError({
    code: 'OUTPUT_EDITED',
    message:
      lines.length === 1
        ? 'a generated file was edited by hand'
        : `${lines.length} generated files were edited by hand`,
    hint: `flake-lattice generate --merge   (or --keep, or --overwrite)\nto see the edits: flake-lattice check --diff ${quoteForShell('NODE')}`,
    detail: lines.join('\n'),
  });
}
