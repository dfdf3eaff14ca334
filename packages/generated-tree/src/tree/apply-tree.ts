// Applies a plan to the disk, so that a run that dies anywhere is completed by the next: takes the plan and what to do
// about edited files, says what became of each.
import { join } from 'node:path';
import type { BegunRun, StagingAhead } from '../ahead/stage-ahead.js';
import { clearTree } from '../disk/new-tree.js';
import { clearRun } from '../disk/run-folder.js';
import { stateFolderOf, type TreeOptions } from '../local/state.js';
import { manifestPath, renderManifest } from '../manifest/manifest.js';
import { findBases } from '../merge/find-base.js';
import { type Conflict, type Merged, mergeTexts } from '../merge/merge-texts.js';
import {
  type Decision,
  decideKeeping,
  decideLeaving,
  decideMarked,
  decideMerged,
  decideOverwriting,
  type EditedChoice,
  type FileOutcome,
} from './decide.js';
import { nextManifest } from './next-manifest.js';
import { type Replaced, replaceAll } from './replace-files.js';
import { type Survey, type SurveyedFile, surveyTree } from './survey-tree.js';
import type { TreePlan } from './tree-plan.js';

export interface ApplyOptions extends TreeOptions {
  readonly edited: EditedChoice;
  /** What was staged while the plan was made; it ends here. */
  readonly ahead?: StagingAhead | undefined;
  /** Called when the tree stands: writes what goes with it, gives the files that git is to know besides. */
  readonly alongside?: () => Promise<readonly string[]>;
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
  const begun = await options.ahead?.settle();
  const { survey, decisions, manifest } = await decideOrAbandon(plan, options, begun);
  if (begun?.run.kind !== 'tree') clearTree(plan.folder);
  let replaced: Replaced = { outcomes: decisions, isAnew: false };
  if (manifest !== undefined) replaced = await replaceAll(survey, decisions, manifest, begun);
  else begun?.run.abandon();
  if (manifest === undefined && survey.isInterrupted) clearRun(plan.folder);
  const { outcomes, isAnew } = replaced;
  const alongside = (await options.alongside?.()) ?? [];
  return {
    files: outcomes.flatMap(({ file: { path }, outcome, conflicts }) =>
      outcome ? [{ path, outcome, ...(conflicts ? { conflicts } : {}) }] : [],
    ),
    // Where somebody made the folder in the meantime, git has to look again at what is in it.
    added: await addToGit(isAnew ? { ...survey, listing: undefined } : survey, outcomes, alongside),
    wasInterrupted: survey.isInterrupted,
  };
}

interface Decided {
  readonly survey: Survey;
  readonly decisions: readonly Decision[];
  /** The text of the next manifest; nothing where nothing is to be written. */
  readonly manifest: string | undefined;
}

/** Where anything is refused, what was staged before goes. */
async function decideOrAbandon(
  plan: TreePlan,
  options: ApplyOptions,
  begun: BegunRun | undefined,
): Promise<Decided> {
  try {
    const survey = await surveyTree(plan, options, begun);
    const decisions = await decideAll(survey, options.edited);
    const manifest = renderManifest(nextManifest(survey, decisions));
    const changed = decisions.filter(({ write, isRemoved }) => write !== undefined || isRemoved);
    if (changed.length === 0 && manifest === survey.manifestText) {
      return { survey, decisions, manifest: undefined };
    }
    for (const { file } of changed) survey.places.checkWritable(file.path);
    survey.places.checkWritable(manifestPath);
    return { survey, decisions, manifest };
  } catch (fault) {
    begun?.run.abandon();
    throw fault;
  }
}

async function decideAll(survey: Survey, edited: EditedChoice): Promise<readonly Decision[]> {
  if (edited === 'keep') return survey.files.map(decideKeeping);
  if (edited === 'overwrite') return survey.files.map(decideOverwriting);
  const decisions: Decision[] = [];
  for (const file of survey.files) {
    const isMerged = edited === 'merge' && file.state === 'edited';
    decisions.push(
      isMerged ? (decideMarked(file) ?? (await decideMerging(survey, file))) : decideLeaving(file),
    );
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
    const texts = { edited: found.bytes, base, generated: Buffer.from(planned.bytes) };
    const merged = await mergeTexts(texts, repository?.history);
    if (best === undefined || (best.kind === 'conflict' && merged.kind === 'clean')) best = merged;
  }
  return decideMerged(file, planned, best as Merged);
}

/** A file that nobody generated is not made known: it may be one that its owner keeps from git on purpose. */
async function addToGit(
  { plan, repository, listing, isManifestTracked }: Survey,
  outcomes: readonly Decision[],
  alongside: readonly string[],
) {
  if (!repository) return [];
  const isOurs = ({ file, outcome, entry }: Decision) =>
    !file.isTracked && file.planned !== undefined && (outcome !== 'edited' || entry !== undefined);
  const files = outcomes.filter(isOurs).map(({ file }) => `${plan.folder}/${file.path}`);
  if (!isManifestTracked) files.push(join(plan.folder, manifestPath));
  files.push(...alongside);
  await repository.addIntentToAdd(files, { folder: plan.folder, listing });
  return files;
}
