// Applies a plan to the disk, so that a run that dies anywhere is completed by the next: takes the plan and what to do
// about edited files, says what became of each.
import { lstatSync, mkdirSync, renameSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { beginRun, clearRun, type StagedRun } from '../disk/run-folder.js';
import { codeFileFault } from '../file-fault.js';
import { keepPristine, type Pristine } from '../local/pristine.js';
import { stateFolderOf, type TreeOptions } from '../local/state.js';
import { manifestPath, renderManifest } from '../manifest/manifest.js';
import { findBases } from '../merge/find-base.js';
import { type Conflict, type Merged, mergeTexts } from '../merge/merge-texts.js';
import {
  type Decision,
  decideKeeping,
  decideLeaving,
  decideMerged,
  decideOverwriting,
  type EditedChoice,
  type FileOutcome,
} from './decide.js';
import { removeEmptied } from './emptied-folders.js';
import { nextManifest } from './next-manifest.js';
import { type Survey, type SurveyedFile, surveyTree } from './survey-tree.js';
import { folderOf } from './tree-path.js';
import type { TreePlan } from './tree-plan.js';

export interface ApplyOptions extends TreeOptions {
  readonly edited: EditedChoice;
}

export interface AppliedFile {
  /** Relative to the folder of the tree, `/` between names. */
  readonly path: string;
  readonly outcome: FileOutcome;
  /** Of the outcome `conflict`. */
  readonly conflicts?: readonly Conflict[];
}

export interface Applied {
  /** Sorted by path. */
  readonly files: readonly AppliedFile[];
  /** Absolute paths of the files that git did not know before. */
  readonly added: readonly string[];
  /** Whether this run completed one that died. */
  readonly wasInterrupted: boolean;
}

/**
 * All that can be refused is refused before anything is written. Then all files are staged, what is about to happen is
 * recorded, and the files are moved to their places; the manifest comes last. Runs on one tree must not overlap: see
 * {@link withRunLock}.
 *
 * @throws CodedError as {@link surveyTree} does; OUTPUT_NOT_WRITABLE, DISK_FULL, MERGE_BASE_MISSING, GIT_FAILED
 */
export async function applyTree(plan: TreePlan, options: ApplyOptions): Promise<Applied> {
  const survey = await surveyTree(plan, options);
  const decisions = await decideAll(survey, options.edited);
  const text = renderManifest(nextManifest(survey, decisions));
  const isSettled = decisions.every(({ write, isRemoved }) => write === undefined && !isRemoved);
  let outcomes = decisions;
  if (!isSettled || text !== survey.manifestText) {
    for (const { file, write, isRemoved } of decisions) {
      if (write !== undefined || isRemoved) survey.places.checkWritable(file.path);
    }
    survey.places.checkWritable(manifestPath);
    outcomes = replaceAll(survey, decisions, text);
  } else if (survey.isInterrupted) clearRun(plan.folder);
  return {
    files: outcomes.flatMap(({ file: { path }, outcome, conflicts }) =>
      outcome ? [{ path, outcome, ...(conflicts ? { conflicts } : {}) }] : [],
    ),
    added: await addToGit(survey, outcomes),
    wasInterrupted: survey.isInterrupted,
  };
}

async function decideAll(survey: Survey, edited: EditedChoice): Promise<readonly Decision[]> {
  if (edited === 'keep') return survey.files.map(decideKeeping);
  if (edited === 'overwrite') return survey.files.map(decideOverwriting);
  const decisions: Decision[] = [];
  for (const file of survey.files) {
    const isMerged = edited === 'merge' && file.state === 'edited';
    decisions.push(isMerged ? await decideMerging(survey, file) : decideLeaving(file));
  }
  return decisions;
}

async function decideMerging({ plan, repository }: Survey, file: SurveyedFile): Promise<Decision> {
  const { path, planned, found, entry } = file;
  if (!planned || !found) throw new Error(`neither planned nor there: ${path}`);
  const over = entry?.kept.get(found.hash);
  const hashes = over === undefined ? (entry?.generated ?? []) : [over];
  const state = stateFolderOf(plan.folder, repository);
  const bases = await findBases({ folder: plan.folder, state, repository }, path, hashes);
  let best: Merged | undefined;
  for (const base of bases) {
    const texts = { edited: found.bytes, base, generated: Buffer.from(planned.text) };
    const merged = await mergeTexts(texts, repository?.history);
    if (best === undefined || (best.kind === 'conflict' && merged.kind === 'clean')) best = merged;
  }
  return decideMerged(file, planned, best as Merged);
}

/** Gives the decisions as they came out: a file that somebody edited in the meantime is left. */
function replaceAll(survey: Survey, decisions: readonly Decision[], manifest: string): readonly Decision[] {
  const { folder } = survey.plan;
  try {
    const run = beginRun(folder);
    const staged = stageAll(run, survey, decisions, manifest);
    const remaining = decisions.map((decision) => removeOne(survey, decision));
    const going = remaining.filter(({ isRemoved, outcome }) => isRemoved || outcome === undefined);
    removeEmptied(
      folder,
      going.map(({ file }) => file.path),
    );
    const folders = new Map<string, boolean>();
    const outcomes = remaining.map((decision) => moveOne(survey, decision, staged.get(decision), folders));
    const isAsDecided = outcomes.every((decision, index) => decision === decisions[index]);
    run.finish(isAsDecided ? undefined : renderManifest(nextManifest(survey, outcomes)));
    return outcomes;
  } catch (fault) {
    throw isCodedError(fault) ? fault : codeFileFault(fault, pathOf(fault) ?? folder);
  }
}

/** Where one cannot be staged, nothing was replaced, and nothing is left behind. */
function stageAll(
  run: StagedRun,
  { plan, places, repository }: Survey,
  decisions: readonly Decision[],
  manifest: string,
): ReadonlyMap<Decision, string> {
  const staged = new Map<Decision, string>();
  try {
    for (const decision of decisions) {
      const { write, file } = decision;
      if (write === undefined) continue;
      const isInNewFolder = folderOf(file.path) !== '' && !places.hasFolder(folderOf(file.path));
      const where = isInNewFolder
        ? run.stageInFolder(file.path, write)
        : run.stage(write, file.found?.stats.mode);
      staged.set(decision, where);
    }
    // A merge asks for the text that was planned, also where another stands in its place.
    const texts = decisions.flatMap(({ file, write, outcome }): readonly Pristine[] => {
      const isAsked = write !== undefined || outcome === 'kept' || outcome === 'merged';
      return isAsked && file.planned ? [{ hash: file.planned.hash, text: file.planned.text }] : [];
    });
    keepPristine(stateFolderOf(plan.folder, repository), texts, (hash) => manifest.includes(hash));
    run.record(manifest);
    return staged;
  } catch (fault) {
    run.abandon();
    throw fault;
  }
}

function removeOne(survey: Survey, decision: Decision): Decision {
  const { file, isRemoved } = decision;
  if (!isRemoved) return decision;
  const place = join(survey.plan.folder, file.path);
  if (!isAsFound(place, file)) return decideLeaving({ ...file, state: 'orphaned-edited' });
  unlinkSync(place);
  return decision;
}

/** @param folders those that were not there: whether each was moved as a whole */
function moveOne(
  { plan, places }: Survey,
  decision: Decision,
  staged: string | undefined,
  folders: Map<string, boolean>,
): Decision {
  const { file } = decision;
  if (staged === undefined) return decision;
  const place = `${plan.folder}/${file.path}`;
  const folder = folderOf(file.path);
  // The folder of the tree itself was made with the first file that was staged.
  if (folder === '' || places.hasFolder(folder)) {
    if (!isAsFound(place, file)) return decideLeaving({ ...file, state: 'edited' });
  } else if (!folders.has(folder)) {
    folders.set(folder, moveFolder(dirname(staged), dirname(place)));
  }
  if (!folders.get(folder)) renameSync(staged, place);
  return decision;
}

/** Whether the whole folder was moved; where somebody has made it in the meantime, its files are to be moved one by one. */
function moveFolder(staged: string, place: string): boolean {
  try {
    renameSync(staged, place);
    return true;
  } catch (fault) {
    const { code = '' } = fault as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(code)) throw fault;
    mkdirSync(place, { recursive: true });
    return false;
  }
}

/** Whether nobody has put something else there since it was read. */
function isAsFound(place: string, { found }: SurveyedFile): boolean {
  const now = lstatSync(place, { throwIfNoEntry: false });
  if (!now || !found) return !now || now.isDirectory();
  const { ino, size, mtimeMs } = found.stats;
  return now.ino === ino && now.size === size && now.mtimeMs === mtimeMs;
}

function pathOf(fault: unknown): string | undefined {
  const { dest, path } = fault as { readonly dest?: string; readonly path?: string };
  return dest ?? path;
}

/** A file that nobody generated is not made known: it may be one that its owner keeps from git on purpose. */
async function addToGit({ plan, repository, isManifestTracked }: Survey, outcomes: readonly Decision[]) {
  if (!repository) return [];
  const isOurs = ({ file, outcome, entry }: Decision) =>
    !file.isTracked && file.planned !== undefined && (outcome !== 'edited' || entry !== undefined);
  const files = outcomes.filter(isOurs).map(({ file }) => join(plan.folder, file.path));
  if (!isManifestTracked) files.push(join(plan.folder, manifestPath));
  await repository.addIntentToAdd(files, plan.folder);
  return files;
}
