// Reads flakes of the repository that the lattice does not plan: takes their folders, gives the inputs that they declare.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeclaredInputs, declaredInputsOf, readFlake, SyntaxFault } from '@flake-lattice/nix-text';

export interface FlakesOnDisk {
  /** Nothing where there is no flake, or where only evaluating it would tell. @param folder relative to the root */
  readonly inputsAt: (folder: string) => DeclaredInputs | undefined;
  /** Absolute paths of all files that were asked for, present or not. */
  readonly asked: () => readonly string[];
}

/** @param root absolute path; each flake is read once */
export function flakesOnDisk(root: string): FlakesOnDisk {
  const known = new Map<string, DeclaredInputs | undefined>();
  return {
    inputsAt: (folder) => {
      const file = join(root, folder, 'flake.nix');
      if (!known.has(file)) known.set(file, readInputs(file));
      return known.get(file);
    },
    asked: () => [...known.keys()],
  };
}

function readInputs(file: string): DeclaredInputs | undefined {
  try {
    return declaredInputsOf(readFlake(readFileSync(file, 'utf8')));
  } catch (fault) {
    if (fault instanceof SyntaxFault || (fault as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw fault;
  }
}
