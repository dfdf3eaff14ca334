// Goes on after sources were edited: takes their texts before and what follows, writes them back where that is refused.
import { type FileContents, writeFiles } from '@flake-lattice/generated-tree';

/**
 * A command that is refused has written nothing, also where it edited what it then generates from.
 *
 * @param onUndo called once they are as they were
 * @throws whatever `run` throws
 */
export async function undoingEdits<Result>(
  before: readonly FileContents[],
  run: () => Promise<Result>,
  onUndo: () => void,
): Promise<Result> {
  try {
    return await run();
  } catch (fault) {
    await writeFiles(before);
    onUndo();
    throw fault;
  }
}
