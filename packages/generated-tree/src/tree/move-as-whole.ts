// Makes a tree of what was staged while there was none: takes that and what is to become of each file, says whether it stands.
import type { BegunRun } from '../ahead/stage-ahead.js';
import type { NewTree } from '../disk/new-tree.js';
import { keepPristine, type Pristine, packTexts } from '../local/pristine.js';
import { stateFolderOf } from '../local/state.js';
import { manifestPath } from '../manifest/manifest.js';
import type { Decision } from './decide.js';
import type { Survey } from './survey-tree.js';

/**
 * Whether a tree that was not there is there now. Where it cannot be, as where somebody else began to make it, nothing is
 * left behind: moved file by file, it leaves what is there, and tells a fault with its place.
 */
export async function moveAsWhole(
  newTree: NewTree,
  { ready, pack: readyPack }: Pick<BegunRun, 'ready' | 'pack'>,
  { plan, repository }: Survey,
  decisions: readonly Decision[],
  manifest: string,
): Promise<boolean> {
  try {
    const isNew = decisions.every(({ write }) => write !== undefined);
    if (!isNew) return abandon(newTree);
    const remaining = decisions.filter(({ file }) => !ready.has(file.path));
    const texts = remaining.flatMap(({ file: { planned } }): readonly Pristine[] =>
      planned ? [{ hash: planned.hash, text: planned.bytes }] : [],
    );
    const pack = packTexts(texts);
    // Told where it is waited for.
    pack.catch(() => {});
    for (const { file, write } of remaining) newTree.add(file.path, write as NonNullable<typeof write>);
    newTree.add(manifestPath, manifest);
    const state = stateFolderOf(plan.folder, repository);
    await keepPristine(state, [await pack, readyPack], (hash) => manifest.includes(hash));
    newTree.finish();
    return true;
  } catch {
    return abandon(newTree);
  }
}

function abandon(newTree: NewTree): false {
  newTree.abandon();
  return false;
}
