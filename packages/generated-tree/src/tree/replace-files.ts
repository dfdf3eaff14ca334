// Replaces files so that the next run can complete it wherever it ends: takes what is to become of each file, gives what
// became of it.
import { lstatSync, mkdirSync, renameSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import type { BegunRun } from '../ahead/stage-ahead.js';
import { beginRun, type StagedRun } from '../disk/run-folder.js';
import { codeFileFault } from '../file-fault.js';
import { keepPristine, type Pristine, packTexts } from '../local/pristine.js';
import { stateFolderOf } from '../local/state.js';
import { renderManifest } from '../manifest/manifest.js';
import { type Decision, decideLeaving } from './decide.js';
import { removeEmptied } from './emptied-folders.js';
import { moveAsWhole } from './move-as-whole.js';
import { nextManifest } from './next-manifest.js';
import type { Survey, SurveyedFile } from './survey-tree.js';
import { folderOf } from './tree-path.js';

export interface Replaced {
  /** As they came out: a file that somebody edited in the meantime is left. */
  readonly outcomes: readonly Decision[];
  /** Whether it was staged anew, since a tree that was not there could not be moved as a whole. */
  readonly isAnew: boolean;
}

/**
 * @param manifest the text of the manifest that stands when all decisions are carried out
 * @param begun of this run, if it began before its plan was whole
 * @throws CodedError DISK_FULL and OUTPUT_NOT_WRITABLE with nothing replaced, where it shows while staging
 */
export async function replaceAll(
  survey: Survey,
  decisions: readonly Decision[],
  manifest: string,
  begun?: BegunRun,
): Promise<Replaced> {
  const { folder } = survey.plan;
  if (begun?.run.kind === 'tree') {
    const isMoved = await moveAsWhole(begun.run, begun, survey, decisions, manifest);
    if (isMoved) return { outcomes: decisions, isAnew: false };
    return { ...(await replaceAll(survey, decisions, manifest)), isAnew: true };
  }
  try {
    const run = begun?.run ?? beginRun(folder);
    const staged = await stageAll(run, begun, survey, decisions, manifest);
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
    return { outcomes, isAnew: false };
  } catch (fault) {
    throw isCodedError(fault) ? fault : codeFileFault(fault, pathOf(fault) ?? folder);
  }
}

/** Where one cannot be staged, nothing was replaced, and nothing is left behind. */
async function stageAll(
  run: StagedRun,
  begun: BegunRun | undefined,
  survey: Survey,
  decisions: readonly Decision[],
  manifest: string,
): Promise<ReadonlyMap<Decision, string>> {
  const { places } = survey;
  const staged = new Map<Decision, string>();
  // A merge asks for the text that was planned, also where another stands in its place.
  const texts = decisions.flatMap(({ file, write, outcome }): readonly Pristine[] => {
    const isAsked = write !== undefined || outcome === 'kept' || outcome === 'merged';
    return isAsked && file.planned && !begun?.ready.has(file.path)
      ? [{ hash: file.planned.hash, text: file.planned.bytes }]
      : [];
  });
  const pack = packTexts(texts);
  // Told where it is waited for.
  pack.catch(() => {});
  try {
    for (const decision of decisions) {
      const { write, file } = decision;
      if (write === undefined) continue;
      const isInNewFolder = folderOf(file.path) !== '' && !places.hasFolder(folderOf(file.path));
      const where = isInNewFolder
        ? (begun?.ready.get(file.path)?.file ?? run.stageInFolder(file.path, write))
        : run.stage(write, file.found?.stats.mode);
      staged.set(decision, where);
    }
    const packs = [await pack, ...(begun ? [begun.pack] : [])];
    await keepPristine(stateFolderOf(survey.plan.folder, survey.repository), packs, (hash) =>
      manifest.includes(hash),
    );
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
  const isNew = folder !== '' && !places.hasFolder(folder);
  if (isNew && !folders.has(folder)) folders.set(folder, moveFolder(dirname(staged), dirname(place)));
  if (folders.get(folder)) return decision;
  if (!isAsFound(place, file)) return decideLeaving({ ...file, state: 'edited' });
  renameSync(staged, place);
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
