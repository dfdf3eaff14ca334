// Begins to stage a tree while the rest of its plan is made: takes files as they are rendered, gives those that lie ready.
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Places, readPlaces } from '../disk/places.js';
import { beginRun, type Journals, readJournals, runPath, type StagedRun } from '../disk/run-folder.js';
import type { PackedTexts } from '../local/pristine.js';
import { manifestPath } from '../manifest/manifest.js';
import { folderOf, isTreePath } from '../tree/tree-path.js';
import type { TreeFile, TreePlan } from '../tree/tree-plan.js';
import { createPasser, type PassedPart } from './pass-texts.js';
import type { StagedText } from './stage-texts.js';
import type { BatchToStage, StagedBatches } from './stage-worker.js';

/** From so many new folders on, a thread of its own is worth its start. */
const enough = 50;

/** In files: larger batches are not cheaper, and wait for longer. */
const batchLength = 8;

/** What the thread makes of texts lies in buffers: more space for new objects is memory that it would touch for nothing. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/** What was staged before the plan was whole. */
export interface BegunRun {
  /** As they were before this run. */
  readonly journals: Journals;
  readonly run: StagedRun;
  /** Folders, relative to the tree, that were not there. */
  readonly fresh: readonly string[];
  /** Texts for merges of what is ready. */
  readonly pack: PackedTexts;
  /** By path relative to the tree. */
  readonly ready: ReadonlyMap<string, StagedText & { readonly file: string }>;
}

/** A run that began before its plan was made; it ends in `settle` or `abandon`. */
export interface StagingAhead {
  /** Stages the file where its folder is not there yet; leaves it for later otherwise. */
  readonly offer: (file: TreeFile) => void;
  /** Nothing more will be offered. */
  readonly end: () => void;
  /** After the end, waits for all that was offered; nothing where it came to nothing: then the run is to begin anew. */
  readonly settle: () => Promise<BegunRun | undefined>;
  /** Leaves the disk as it was. */
  readonly abandon: () => Promise<void>;
}

/**
 * Nothing where it does not pay, and where there is anything that may be refused: that is told when the plan is applied.
 *
 * @param tree of which nothing else reads or writes meanwhile
 * @param folders those that the plan is about to have, relative to the tree
 */
export function stageAhead(
  { folder, root }: Pick<TreePlan, 'folder' | 'root'>,
  folders: readonly string[],
): StagingAhead | undefined {
  const entry = workerEntry();
  if (entry === undefined) return undefined;
  try {
    const places = readPlaces(root, folder);
    const fresh = folders.filter((name) => !places.hasFolder(name));
    if (fresh.length < enough) return undefined;
    places.hasFolder(runPath);
    places.checkWritable(manifestPath);
    const begun = { places, fresh, journals: readJournals(folder), run: beginRun(folder) };
    return stageByWorker(new Worker(entry, { resourceLimits }), begun);
  } catch {
    return undefined;
  }
}

interface Beginning extends Pick<BegunRun, 'journals' | 'run' | 'fresh'> {
  readonly places: Places;
}

function stageByWorker(worker: Worker, { places, ...begun }: Beginning): StagingAhead {
  const offered: { readonly path: string; readonly file: string }[] = [];
  const pass = createPasser();
  let batch: PassedPart[] = [];
  const send = (message: BatchToStage) => worker.postMessage(message);
  const staged = new Promise<StagedBatches | undefined>((resolve) => {
    worker.on('message', resolve);
    worker.on('error', () => resolve(undefined));
    worker.on('exit', () => resolve(undefined));
  });
  const abandon = async () => {
    await worker.terminate();
    begun.run.abandon();
  };
  return {
    offer: ({ path, contents }) => {
      if (!isNewPlace(places, path)) return;
      const file = begun.run.placeInFolder(path);
      offered.push({ path, file });
      batch.push(file);
      pass(batch, contents);
      if (offered.length % batchLength !== 0) return;
      send(batch);
      batch = [];
    },
    end: () => {
      send(batch);
      send(undefined);
    },
    settle: async () => {
      const { texts = [], packed } = (await staged) ?? {};
      if (packed !== undefined && texts.length === offered.length) {
        const ready = new Map(
          offered.map(({ path, file }, at) => [path, { file, ...(texts[at] as StagedText) }]),
        );
        const pristine = texts.map(({ hash, bytes }) => ({ hash, text: bytes }));
        return { ...begun, ready, pack: { texts: pristine, packed } };
      }
      await abandon();
      return undefined;
    },
    abandon,
  };
}

/** False also of what will be refused. */
function isNewPlace(places: Places, path: string): boolean {
  try {
    return folderOf(path) !== '' && isTreePath(path) && !places.reaches(path);
  } catch {
    return false;
  }
}

/** Where the code of the thread lies: nowhere while the sources themselves run, which only this thread can read. */
function workerEntry(): URL | undefined {
  const ending = /\.c?js$/.exec(import.meta.url)?.[0];
  const entry = new URL(`./stage-worker${ending}`, import.meta.url);
  return ending !== undefined && existsSync(entry) ? entry : undefined;
}
