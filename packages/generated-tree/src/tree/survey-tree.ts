// Holds a plan against the disk and the records: takes the plan, gives each file with its state; writes nothing.
import { hash } from 'node:crypto';
import { readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { FolderListing, Repository } from '@flake-lattice/programs';
import type { BegunRun } from '../ahead/stage-ahead.js';
import { createEncoder } from '../disk/encode-texts.js';
import { outputIsLink, type Places, readPlaces } from '../disk/places.js';
import { readJournals, runPath } from '../disk/run-folder.js';
import { holdsBytes, readOnly } from '../disk/small-files.js';
import { codeFileFault, outputIsFolder } from '../file-fault.js';
import { findPristine } from '../local/pristine.js';
import { repositoryOf, stateFolderOf, type TreeOptions } from '../local/state.js';
import { type Manifest, type ManifestEntry, manifestPath, uniteManifests } from '../manifest/manifest.js';
import { parseManifest } from '../manifest/parse-manifest.js';
import { findMechanical } from '../merge/find-mechanical.js';
import { folderGoes } from './emptied-folders.js';
import { type FileState, stateOf } from './file-state.js';
import { checkPlan, isConcerned, isLeft, type TreePlan } from './tree-plan.js';
import { areBytes, wholeText } from './tree-text.js';

export interface SurveyedFile {
  readonly path: string;
  readonly state: FileState;
  readonly isTracked: boolean;
  /** What is planned; nothing of orphans. */
  readonly planned?: PlannedText;
  /** What is on the disk, where it differs from the plan. */
  readonly found?: FoundText;
  /** What the records know. */
  readonly entry: ManifestEntry | undefined;
}

export interface PlannedText {
  readonly bytes: Uint8Array;
  /** Of the bytes. */
  readonly hash: string;
}

export interface FoundText {
  readonly bytes: Buffer;
  readonly hash: string;
  readonly stats: Stats;
}

export interface Survey {
  readonly plan: TreePlan;
  /** Those that the run is about, sorted by path. */
  readonly files: readonly SurveyedFile[];
  /** All that is known, also of what the run is not about, without what the user took over. */
  readonly known: Manifest;
  /** The text of the manifest as it lies there; nothing where there is none. */
  readonly manifestText: string | undefined;
  readonly isManifestTracked: boolean;
  /** Whether an earlier run died before its end. */
  readonly isInterrupted: boolean;
  readonly places: Places;
  readonly repository: Repository | undefined;
  /** What git knew of the folder. */
  readonly listing: FolderListing | undefined;
}

/**
 * @param begun of this run, if it began before its plan was whole
 * @throws CodedError OUTPUT_IS_LINK, OUTPUT_IS_FILE, OUTPUT_IS_FOLDER, PATH_TOO_LONG, MANIFEST_SYNTAX, MANIFEST_NEWER
 */
export async function surveyTree(plan: TreePlan, options: TreeOptions, begun?: BegunRun): Promise<Survey> {
  const { folder, root } = plan;
  const wanted = checkPlan(plan);
  const repository = await repositoryOf(folder, options);
  const listing = options.listing ?? repository?.listFolder(folder);
  // Whatever fails below is told first; this is waited for at the end.
  listing?.catch(() => {});
  const { known, manifestText, isInterrupted } = readRecords(plan, begun);
  const planned = new Set(wanted.map(({ path }) => path));
  const orphans = [...known.keys()].filter((path) => isConcerned(plan, path) && !planned.has(path));
  const before = orphanedFiles(plan, orphans.sort(), known);
  const going = new Set(before.flatMap(({ path, state }) => (state === 'orphaned' ? [path] : [])));
  const places = readPlaces(root, folder, (path) => going.has(path), begun?.fresh);
  const files = [...before];
  const encode = createEncoder();
  for (const { path, contents } of wanted) {
    const ready = begun?.ready.get(path);
    const bytes = ready?.bytes ?? (areBytes(contents) ? contents : encode(wholeText(contents)));
    const text = { bytes, hash: ready?.hash ?? hash('sha256', bytes) };
    const entry = known.get(path);
    if (places.reaches(path) && holdsBytes(`${folder}/${path}`, bytes)) {
      files.push({ path, state: 'unchanged', isTracked: true, planned: text, entry });
      continue;
    }
    const stats = places.look(path);
    const found =
      stats && !isReplacedFolder(folder, path, stats, going) ? readFound(folder, path, stats) : undefined;
    if (found?.equals(bytes)) {
      files.push({ path, state: 'unchanged', isTracked: true, planned: text, entry });
    } else if (!found || !stats) {
      files.push({ path, state: 'missing', isTracked: true, planned: text, entry });
    } else {
      const lying = { bytes: found, hash: hash('sha256', found), stats };
      const state = stateOf(lying, text.hash, entry);
      files.push({ path, state, isTracked: true, planned: text, found: lying, entry });
    }
  }
  const explained = await explainEdited(files, repository, folder);
  const listed = await listing;
  const index = listed?.tracked;
  const settle = (file: SurveyedFile): SurveyedFile => {
    const isTracked = index?.has(file.path) ?? true;
    if (explained.has(file.path)) return { ...file, isTracked, state: file.planned ? 'stale' : 'orphaned' };
    if (file.state === 'unchanged' && !isTracked) return { ...file, isTracked, state: 'untracked' };
    return isTracked ? file : { ...file, isTracked };
  };
  return {
    plan,
    files: files.map(settle).sort((one, other) => (one.path < other.path ? -1 : 1)),
    known,
    manifestText,
    isManifestTracked: index?.has(manifestPath) ?? true,
    isInterrupted,
    places,
    repository,
    listing: listed,
  };
}

interface Records {
  readonly known: Manifest;
  readonly manifestText: string | undefined;
  readonly isInterrupted: boolean;
}

function readRecords({ folder, root, leave }: TreePlan, begun: BegunRun | undefined): Records {
  const places = readPlaces(root, folder);
  if (!places.hasFolder('')) return { known: new Map(), manifestText: undefined, isInterrupted: false };
  places.hasFolder(runPath);
  const stats = places.look(manifestPath);
  const file = join(folder, manifestPath);
  const manifestText = stats && readFound(folder, manifestPath, stats).toString();
  const manifests = manifestText === undefined ? [] : [parseManifest(manifestText, file)];
  const { isInterrupted, texts } = begun?.journals ?? readJournals(folder);
  const journals = texts.map((text, index) => parseManifest(text, `${join(folder, runPath)} ${index + 1}`));
  const known = uniteManifests([...manifests, ...journals]);
  const ours = leave.length === 0 ? known : new Map([...known].filter(([path]) => !isLeft(leave, path)));
  return { known: ours, manifestText, isInterrupted };
}

/** Known files that are not planned any more. One behind a link, or of which something else was made, is the user's. */
function orphanedFiles(
  { folder, root }: TreePlan,
  paths: readonly string[],
  known: Manifest,
): SurveyedFile[] {
  const places = readPlaces(root, folder, () => true);
  return paths.flatMap((path): SurveyedFile[] => {
    const entry = known.get(path);
    const common = { path, isTracked: true, entry };
    let stats: Stats | undefined;
    try {
      stats = places.look(path);
    } catch {
      return [{ ...common, state: 'orphaned-edited' }];
    }
    if (!stats) return [{ ...common, state: 'missing' }];
    if (!stats.isFile()) return [{ ...common, state: 'orphaned-edited' }];
    const bytes = readFound(folder, path, stats);
    const found = { bytes, hash: hash('sha256', bytes), stats };
    const isOurs = entry?.generated.includes(found.hash) && !entry.kept.has(found.hash);
    return [{ ...common, found, state: isOurs ? 'orphaned' : 'orphaned-edited' }];
  });
}

/** Whether a folder in the place of a file holds nothing but what is removed anyway. */
function isReplacedFolder(folder: string, path: string, stats: Stats, going: ReadonlySet<string>): boolean {
  return stats.isDirectory() && going.size > 0 && folderGoes(folder, path, going);
}

/** Neither a link is followed nor a pipe waited for, whatever came into the place since it was looked at. */
function readFound(folder: string, path: string, stats: Stats): Buffer {
  const file = join(folder, path);
  if (stats.isSymbolicLink()) throw outputIsLink(file);
  if (stats.isDirectory()) throw outputIsFolder(file, { hint: 'move that folder away, and generate again' });
  if (!stats.isFile()) throw notOurs(file);
  try {
    // Node takes numbers too.
    return readFileSync(file, { flag: readOnly as unknown as string });
  } catch (fault) {
    throw codeFileFault(fault, file);
  }
}

function notOurs(file: string): CodedError {
  return new CodedError({
    code: 'OUTPUT_NOT_OURS',
    message: `\`${file}\` is no regular file, and one is to be generated there`,
    hint: 'move it away',
    place: { file },
  });
}

async function explainEdited(
  files: readonly SurveyedFile[],
  repository: Repository | undefined,
  folder: string,
): Promise<ReadonlySet<string>> {
  const unknown = files.flatMap(({ path, state, found, entry }) => {
    if (!found || (state !== 'edited' && state !== 'orphaned-edited')) return [];
    if (entry?.kept.has(found.hash)) return [];
    return [{ path, text: found.bytes, hash: found.hash, entry, known: entry?.generated ?? [] }];
  });
  if (unknown.length === 0) return new Set();
  // Where the record went back, as by a checkout, what was written since is still known to this clone.
  const unrecorded = unknown.filter(({ entry }) => entry === undefined);
  const kept = findPristine(stateFolderOf(folder, repository), new Set(unrecorded.map((file) => file.hash)));
  const written = new Set(unrecorded.flatMap((file) => (kept.has(file.hash) ? [file.path] : [])));
  const open = unknown.filter(({ path }) => !written.has(path));
  if (!repository || open.length === 0) return written;
  return new Set([...written, ...(await findMechanical(open, repository, folder))]);
}
