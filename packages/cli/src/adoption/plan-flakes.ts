// Plans what becomes of the flakes that are adopted: takes them with the order of their nodes, gives for each its text and its
// lock before and after.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import type { Poset } from '@flake-lattice/lattice';
import {
  countEntries,
  declaredInputsOf,
  type Lock,
  type LockPlan,
  readFlake,
  renderLock,
} from '@flake-lattice/nix-text';
import { type FollowLine, planFollowLines } from '@flake-lattice/root-integrator';
import { type FoundFlake, listFlakes } from './find-flakes.js';
import type { AdoptionGround } from './ground.js';
import { findNamedFolders, findOwnSource } from './own-sources.js';
import { type FollowPlan, planFollowEdits } from './plan-follow-edits.js';
import { surveyLocks } from './survey-locks.js';

export interface AdoptedFlakePlan {
  readonly name: string;
  readonly flake: FoundFlake;
  readonly extends: readonly string[];
  /** Its flake.nix as it is to be. */
  readonly text: string;
  readonly follows: FollowPlan;
  /** As far as it can be told without Nix; nothing where that is not far enough. */
  readonly lock: Lock | undefined;
  /** How many entries its lock has, and how many it will have. */
  readonly entries: { readonly before: number; readonly after: number } | undefined;
  readonly lockFile: LockFilePlan;
}

export interface LockFilePlan {
  /** Absolute path. */
  readonly file: string;
  readonly before: string | undefined;
  /** What it is to be; `by-nix` where only Nix can tell. */
  readonly after: string | undefined | 'by-nix';
  /** Why it does not fit its flake as it is. */
  readonly stale?: string;
}

export interface FlakePlanning {
  /** Whether flakes are edited that are part of what is built. */
  readonly rebuild: boolean;
  /** What a flake (absolute path of its folder) is locked to where its lock does not say it; nothing where nobody can. */
  readonly askNix: (folder: string) => Promise<Lock | undefined>;
}

export async function planFlakes(
  flakes: readonly FoundFlake[],
  nameAt: ReadonlyMap<string, string>,
  poset: Poset,
  ground: AdoptionGround,
  { rebuild, askNix }: FlakePlanning,
): Promise<readonly AdoptedFlakePlan[]> {
  const { repository, output, folder } = ground;
  const survey = surveyLocks(repository.root, folder);
  const byName = new Map(flakes.map((flake) => [nameAt.get(flake.at) as string, flake]));
  const ordered = poset.elements.flatMap((name) => byName.get(name) ?? []);
  const onDisk = new Map(ordered.map(({ at }) => [at, survey.tell(at)]));
  for (const [at, { kind }] of onDisk) {
    const lock = kind === 'needs-nix' ? await askNix(join(repository.root, at)) : undefined;
    if (lock) survey.known.set(at, lock);
  }
  const locksBefore = new Map(ordered.map(({ at }) => [at, survey.tell(at)]));
  const before = new Map(ordered.map(({ at }) => [at, lockIn(survey.assume(at).plan)]));
  const named = findNamedFolders(repository.root, await listNixFiles(ground));
  const heldBy = (at: string) => findOwnSource(at, relative(repository.root, folder), named);
  const texts = new Map<string, string>();
  const edit = ({ text, shown, at }: FoundFlake, lines: readonly FollowLine[]): string | undefined => {
    const source = rebuild ? undefined : heldBy(at);
    if (source)
      return `${source.file}:${source.line} takes the folder of this flake for a source, which an edit would rebuild`;
    try {
      const { result } = planFollowLines(text, lines, shown);
      const declared = declaredInputsOf(readFlake(result));
      if (declared === undefined) return 'its inputs have to be evaluated';
      survey.changed.set(at, declared);
      texts.set(at, result);
      return undefined;
    } catch (fault) {
      if (!isCodedError(fault)) throw fault;
      return fault.message;
    }
  };
  const all = await listFlakes(ground, repository.root);
  const isGenerated = (at: string) => !relative(output, join(repository.root, at)).startsWith('..');
  const follows = planFollowEdits(
    {
      folders: ordered.map(({ at }) => at),
      watched: all.filter((at) => !isGenerated(at)),
      edit: (at, lines) => edit(byName.get(nameAt.get(at) as string) as FoundFlake, lines),
    },
    survey,
  );
  return ordered.map((flake) => {
    const { at } = flake;
    const [lock, after] = [before.get(at), lockIn(survey.assume(at).plan)];
    const isHeld = !rebuild && heldBy(at) !== undefined;
    const told = {
      onDisk: onDisk.get(at) as LockPlan,
      before: locksBefore.get(at) as LockPlan,
      after: survey.tell(at),
    };
    const isEdited = texts.has(at) || countOf(lock) !== countOf(after);
    return {
      name: nameAt.get(at) as string,
      flake,
      extends: poset.extendsOf(nameAt.get(at) as string),
      text: texts.get(at) ?? flake.text,
      follows: follows.get(at) ?? { lines: [], refused: [] },
      lock,
      entries: lock && after ? { before: countEntries(lock), after: countEntries(after) } : undefined,
      lockFile: planLockFile(flake, told, isEdited && !isHeld),
    };
  });
}

/** Of a lock that is there; none is made. */
function planLockFile(
  { folder }: FoundFlake,
  told: { readonly onDisk: LockPlan; readonly before: LockPlan; readonly after: LockPlan },
  isEdited: boolean,
): LockFilePlan {
  const file = join(folder, 'flake.lock');
  const before = readText(file);
  if (before === undefined) return { file, before, after: before };
  const stale = staleness(told.onDisk, before);
  const lock = { file, before, ...(stale === undefined ? {} : { stale }) };
  if (told.before.kind === 'lock' && told.after.kind === 'lock') {
    const after = renderLock(told.after.lock);
    return { ...lock, after: renderLock(told.before.lock) === after || !isEdited ? before : after };
  }
  return { ...lock, after: isEdited ? 'by-nix' : before };
}

function staleness(told: LockPlan, text: string): string | undefined {
  if (told.kind === 'needs-nix') {
    return told.inputs.length === 0
      ? undefined
      : `${told.reason} (\`${told.inputs.slice(0, 3).join('`, `')}\`)`;
  }
  return renderLock(told.lock) === text ? undefined : 'it is not what Nix would write now';
}

async function listNixFiles({ repository, output }: AdoptionGround): Promise<readonly string[]> {
  const tracked = [...(await repository.listTracked(repository.root))];
  const generated = `${relative(repository.root, output)}/`;
  return tracked.filter((path) => path.endsWith('.nix') && !path.startsWith(generated)).sort();
}

function lockIn(plan: LockPlan): Lock | undefined {
  return plan.kind === 'lock' ? plan.lock : undefined;
}

function countOf(lock: Lock | undefined): number | undefined {
  return lock && countEntries(lock);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}
