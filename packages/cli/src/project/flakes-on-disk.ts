// Reads flakes of the repository that the lattice does not plan: takes their folders, gives the inputs that they declare.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type DeclaredInputs, declaredInputsOf } from '@flake-lattice/nix-text';
import { flakeUnreadable, readFlakeText } from '@flake-lattice/root-integrator';

export interface FlakesOnDisk {
  /**
   * Nothing where there is no flake, or where only evaluating it would tell.
   *
   * @param folder relative to the root
   * @throws CodedError FLAKE_SYNTAX, and FLAKE_MISSING for one that may not be read
   */
  readonly inputsAt: (folder: string) => DeclaredInputs | undefined;
  /** Absolute paths of all files that were asked for, present or not. */
  readonly asked: () => readonly string[];
}

/**
 * Each flake is read once.
 *
 * @param root absolute path
 * @param cwd absolute path, from which errors call the files
 */
export function flakesOnDisk(root: string, cwd: string): FlakesOnDisk {
  const known = new Map<string, DeclaredInputs | undefined>();
  return {
    inputsAt: (folder) => {
      const file = join(root, folder, 'flake.nix');
      if (!known.has(file)) known.set(file, readInputs(file, relative(cwd, file)));
      return known.get(file);
    },
    asked: () => [...known.keys()],
  };
}

function readInputs(file: string, shown: string): DeclaredInputs | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (fault) {
    if (isRefused(fault)) throw flakeUnreadable(shown, fault);
    return undefined;
  }
  return declaredInputsOf(readFlakeText(text, { file: shown, hint: `mend ${shown} at that place` }));
}

/** Of a file that is there; whatever else went wrong means that none is. */
function isRefused(fault: unknown): fault is NodeJS.ErrnoException {
  return ['EACCES', 'EPERM', 'EIO'].includes((fault as NodeJS.ErrnoException).code ?? '');
}
