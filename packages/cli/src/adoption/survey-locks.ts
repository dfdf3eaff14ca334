// Plans locks of flakes of the repository as they would be with other inputs than those on disk: takes the root, gives plans.
import { join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { type DeclaredInputs, type Lock, type LockPlan, planLock } from '@flake-lattice/nix-text';
import { flakesOnDisk } from '../project/flakes-on-disk.js';
import { readPrevious } from '../project/read-previous.js';

export interface LockSurvey {
  /** What flakes are to declare instead, by folder. */
  readonly changed: Map<string, DeclaredInputs>;
  readonly inputsAt: (folder: string) => DeclaredInputs | undefined;
  readonly lockAt: (folder: string) => Lock | undefined;
  /** What flakes are locked to that have no lock, or none that fits, by folder: as Nix tells. */
  readonly known: Map<string, Lock>;
  /** The lock as far as it can be told without Nix, which need not be its text. */
  readonly assume: (folder: string) => SurveyedPlan;
  /** The lock as Nix would write it, or why only Nix can tell it. */
  readonly tell: (folder: string) => LockPlan;
}

export interface SurveyedPlan {
  readonly plan: LockPlan;
  /** Folders of the flakes that it was made of, beside the one that it is of. */
  readonly parts: ReadonlySet<string>;
}

/** Folders are relative to the root of the repository; nothing is read twice. @param cwd from which errors call files */
export function surveyLocks(root: string, cwd: string): LockSurvey {
  const disk = flakesOnDisk(root, cwd);
  const changed = new Map<string, DeclaredInputs>();
  const known = new Map<string, Lock>();
  const locks = new Map<string, Lock | undefined>();
  const lockAt = (folder: string): Lock | undefined => {
    if (!locks.has(folder)) locks.set(folder, readPrevious(join(root, folder))[0]);
    return locks.get(folder);
  };
  // A flake that is not among those that are adopted may be broken: what it is part of, only Nix can tell.
  const ifReadable = (folder: string) => {
    try {
      return disk.inputsAt(folder);
    } catch (fault) {
      if (isCodedError(fault)) return undefined;
      throw fault;
    }
  };
  const inputsAt = (folder: string) => changed.get(folder) ?? ifReadable(folder);
  const plan = (folder: string, flakeAt: typeof inputsAt, assumesLocked: boolean): LockPlan => {
    const inputs = inputsAt(folder);
    if (inputs === undefined) return unreadable;
    const previous = known.get(folder) ?? lockAt(folder);
    return planLock({ folder, inputs, flakeAt, lockAt, previous, assumesLocked });
  };
  return {
    known,
    changed,
    inputsAt,
    lockAt,
    assume: (folder) => {
      const parts = new Set<string>();
      const asked = (at: string) => {
        parts.add(at);
        return inputsAt(at);
      };
      return { plan: plan(folder, asked, true), parts };
    },
    tell: (folder) => plan(folder, inputsAt, false),
  };
}

const unreadable: LockPlan = { kind: 'needs-nix', reason: 'its inputs have to be evaluated', inputs: [] };
