// What the plan of a lock is made from, and what comes of it.
import type { DeclaredInputs } from './declared-inputs.js';
import type { Lock, LockNode } from './lock.js';

export interface LockRequest {
  /** Of the flake that is locked, relative to the root of the repository, which is `''`. */
  readonly folder: string;
  readonly inputs: DeclaredInputs;
  /** What the flake in a folder of the repository declares; nothing where that cannot be told without evaluation. */
  readonly flakeAt: (folder: string) => DeclaredInputs | undefined;
  /** The lock that lies beside a flake of the repository: pins of its external inputs come from there. */
  readonly lockAt?: (folder: string) => Lock | undefined;
  /** The lock that was planned for the flake in a folder by itself, from the same flakes: it need not be planned again. */
  readonly plannedAlone?: (folder: string) => Lock | undefined;
  /** What a flake from elsewhere is, where no lock of the repository says it. */
  readonly lockedExternal?: (url: string, flake: boolean) => ExternalLock | undefined;
  /** The lock of this flake so far: external inputs that are declared as they were keep what it says. */
  readonly previous?: Lock | undefined;
  /**
   * Takes what only Nix can lock for what it was asked for by, and what only Nix can tell to be still so for so: the plan is
   * then no text of a lock, but tells how many entries there would be, and which of them would be the same.
   */
  readonly assumesLocked?: boolean;
  /** Whether the lock beside the flake in a folder counts more than what this lock said of its inputs before. */
  readonly isLockedBeside?: (folder: string) => boolean;
}

/** An entry of another lock, in which no input of that entry was overridden. */
export interface ExternalLock {
  readonly node: LockNode;
  /** The path of the entry in the lock that it is from: follows within it begin with that. */
  readonly path: readonly string[];
}

export type LockPlan =
  | { readonly kind: 'lock'; readonly lock: Lock }
  | {
      readonly kind: 'needs-nix';
      /** One sentence, without a full stop. */
      readonly reason: string;
      /** The inputs that it is about, as `a/b`. */
      readonly inputs: readonly string[];
    };
