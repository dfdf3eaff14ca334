// Plans what flakes have to say so that their locks hold each flake once: takes the flakes and what their locks are made of,
// gives lines for each. No line is taken by which any flake would get another input than it has.
import {
  type DeclaredInput,
  type DeclaredInputs,
  findDuplicates,
  type IdentityTable,
  identifyInputs,
  type Lock,
} from '@flake-lattice/nix-text';
import type { FollowLine } from '@flake-lattice/root-integrator';
import type { LockSurvey } from './survey-locks.js';

export interface FollowPlan {
  readonly lines: readonly FollowLine[];
  /** Those by which a flake would get another input than it has. */
  readonly refused: readonly FollowLine[];
  /** Why the lines are left for the user to write. */
  readonly byHand?: string;
}

export interface FollowRequest {
  /** Folders of the flakes that may be edited, each behind those below it. */
  readonly folders: readonly string[];
  /** Folders of all flakes whose inputs have to stay what they are. */
  readonly watched: readonly string[];
  /** Puts lines into the flake in a folder; gives why not where they are left for the user. */
  readonly edit: (folder: string, lines: readonly FollowLine[]) => string | undefined;
}

/** Leaves in `survey.changed` what the flakes that were edited declare. */
export function planFollowEdits(
  { folders, watched, edit }: FollowRequest,
  survey: LockSurvey,
): ReadonlyMap<string, FollowPlan> {
  const table: IdentityTable = new Map();
  const before = new Map<string, number>();
  const usersOf = new Map<string, string[]>();
  const identityNow = (folder: string): number | undefined => {
    const { plan } = survey.assume(folder);
    return plan.kind === 'lock' ? identifyInputs(plan.lock, folder, table).root : undefined;
  };
  for (const folder of new Set([...watched, ...folders])) {
    const { plan, parts } = survey.assume(folder);
    if (plan.kind !== 'lock') continue;
    before.set(folder, identifyInputs(plan.lock, folder, table).root);
    for (const part of [...parts, folder]) usersOf.set(part, [...(usersOf.get(part) ?? []), folder]);
  }
  const holds = (folder: string, declared: DeclaredInputs): boolean => {
    const former = survey.changed.get(folder);
    survey.changed.set(folder, declared);
    const isSame = (usersOf.get(folder) ?? []).every((user) => identityNow(user) === before.get(user));
    if (!isSame) restore(survey, folder, former);
    return isSame;
  };
  const plans = new Map<string, FollowPlan>();
  for (const folder of folders) {
    const { plan } = survey.assume(folder);
    const declared = survey.inputsAt(folder);
    if (plan.kind !== 'lock' || declared === undefined) {
      plans.set(folder, { lines: [], refused: [], ...(plan.kind === 'lock' ? {} : { byHand: plan.reason }) });
      continue;
    }
    const lines = linesFor(plan.lock, folder, table);
    const taken: FollowLine[] = [];
    const refused: FollowLine[] = [];
    takeLines(lines, taken, refused, (some) => holds(folder, withFollows(declared, some)));
    const byHand = taken.length === 0 ? undefined : edit(folder, taken);
    if (byHand !== undefined) survey.changed.delete(folder);
    plans.set(folder, { lines: taken, refused, ...(byHand === undefined ? {} : { byHand }) });
  }
  return plans;
}

function linesFor(lock: Lock, folder: string, table: IdentityTable): readonly FollowLine[] {
  return findDuplicates(lock, identifyInputs(lock, folder, table));
}

function restore({ changed }: LockSurvey, folder: string, former: DeclaredInputs | undefined): void {
  if (former === undefined) changed.delete(folder);
  else changed.set(folder, former);
}

/** All at once where that holds, as it nearly always does; else each half by itself. */
function takeLines(
  lines: readonly FollowLine[],
  taken: FollowLine[],
  refused: FollowLine[],
  holds: (lines: readonly FollowLine[]) => boolean,
): void {
  if (lines.length === 0) return;
  if (holds([...taken, ...lines])) {
    taken.push(...lines);
    return;
  }
  if (lines.length === 1) {
    refused.push(...lines);
    return;
  }
  const middle = lines.length >> 1;
  takeLines(lines.slice(0, middle), taken, refused, holds);
  takeLines(lines.slice(middle), taken, refused, holds);
}

/** What a flake declares, with lines more. */
export function withFollows(inputs: DeclaredInputs, lines: readonly FollowLine[]): DeclaredInputs {
  const add = (
    declared: DeclaredInputs,
    [name = '', ...rest]: readonly string[],
    target: readonly string[],
  ) => {
    const input: DeclaredInput = declared.get(name) ?? {};
    const changed: DeclaredInput =
      rest.length === 0
        ? { ...input, follows: target }
        : { ...input, inputs: add(input.inputs ?? new Map(), rest, target) };
    return new Map([...declared, [name, changed]]);
  };
  return lines.reduce<DeclaredInputs>((declared, { path, target }) => add(declared, path, target), inputs);
}
