// Begins to stage a tree while the rest of its plan is made: takes files as they are rendered, gives those that lie ready.
import { beginTree, type NewTree } from '../disk/new-tree.js';
import { type Places, readPlaces } from '../disk/places.js';
import { beginRun, type Journals, readJournals, runPath, type StagedRun } from '../disk/run-folder.js';
import type { PackedTexts } from '../local/pristine.js';
import { manifestPath } from '../manifest/manifest.js';
import { folderOf, isTreePath } from '../tree/tree-path.js';
import type { TreeFile, TreePlan } from '../tree/tree-plan.js';
import { createPasser, type PassedPart } from './pass-texts.js';
import type { StagedText } from './stage-texts.js';
import { type StagingThread, startStagingThread } from './staging-thread.js';

/** From so many new folders on, a thread of its own is worth its start. */
export const enoughFolders = 50;

/** In files: larger batches are not cheaper, and wait for longer. */
const batchLength = 8;

/** What was staged before the plan was whole. */
export interface BegunRun {
  /** As they were before this run. */
  readonly journals: Journals;
  readonly run: StagedRun | NewTree;
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
 * @param started where it was started before; one that is not used goes on waiting
 */
export function stageAhead(
  { folder, root }: Pick<TreePlan, 'folder' | 'root'>,
  folders: readonly string[],
  started?: StagingThread,
): StagingAhead | undefined {
  try {
    const places = readPlaces(root, folder);
    const fresh = folders.filter((name) => !places.hasFolder(name));
    if (fresh.length < enoughFolders) return undefined;
    const run = places.hasFolder('') ? beginReplacing(folder, places) : beginTree(folder);
    const begun = { places, fresh, journals: readJournals(folder), run };
    const thread = started ?? startStagingThread();
    if (thread !== undefined) return stageByThread(thread, begun);
    begun.run.abandon();
  } catch {}
  return undefined;
}

function beginReplacing(folder: string, places: Places): StagedRun {
  places.hasFolder(runPath);
  places.checkWritable(manifestPath);
  return beginRun(folder);
}

interface Beginning extends Pick<BegunRun, 'journals' | 'run' | 'fresh'> {
  readonly places: Places;
}

function stageByThread(thread: StagingThread, { places, ...begun }: Beginning): StagingAhead {
  const { fresh, run } = begun;
  const offered: { readonly path: string; readonly file: string }[] = [];
  const pass = createPasser();
  let parts: PassedPart[] = [];
  // The thread makes them while no text is there yet.
  thread.send({ folders: fresh.map(run.folderFor) });
  const abandon = async () => {
    await thread.stop();
    run.abandon();
  };
  return {
    offer: ({ path, contents }) => {
      if (!isNewPlace(places, path)) return;
      const file = run.placeInFolder(path);
      offered.push({ path, file });
      parts.push(file);
      pass(parts, contents);
      if (offered.length % batchLength !== 0) return;
      thread.send({ parts });
      parts = [];
    },
    end: () => {
      thread.send({ parts });
      thread.send('end');
    },
    settle: async () => {
      const { texts = [], packed } = (await thread.wait()) ?? {};
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
