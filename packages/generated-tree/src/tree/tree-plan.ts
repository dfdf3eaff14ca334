// The plan of a tree: which files a folder is to hold, and what of it this run is about; checked before use.
import { isAbsolute, relative, sep } from 'node:path';
import { isTreePath, liesIn } from './tree-path.js';
import type { TreeContents } from './tree-text.js';

export interface TreeFile {
  /** Relative to the folder of the tree, `/` between names. */
  readonly path: string;
  readonly contents: TreeContents;
}

export interface TreePlan {
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path of the project's folder, in which the tree's lies; no link leads from the one to the other. */
  readonly root: string;
  /** In any order. */
  readonly files: readonly TreeFile[];
  /** Top folders of the tree that belong to the user: nothing in them is known, compared or removed. */
  readonly leave: readonly string[];
  /** What this run is about; of all else nothing is compared or removed, and what is known stays known. */
  readonly only?: ((path: string) => boolean) | undefined;
}

/** Whether a path is neither the user's nor beyond what the run is about. */
export function isConcerned({ leave, only }: TreePlan, path: string): boolean {
  return (only?.(path) ?? true) && !isLeft(leave, path);
}

export function isLeft(leave: readonly string[], path: string): boolean {
  return leave.some((folder) => liesIn(path, folder));
}

/**
 * The files of the plan that the run is about, sorted by path.
 *
 * @throws Error where the plan breaks its contract: it is the programmer's
 */
export function checkPlan(plan: TreePlan): readonly TreeFile[] {
  const { folder, root, files, leave } = plan;
  if (!isAbsolute(folder) || !isAbsolute(root)) throw new Error(`no absolute folder: ${folder}, ${root}`);
  const inside = relative(root, folder);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new Error(`the folder of a tree has to lie in the project's: ${folder}, ${root}`);
  }
  const wanted: TreeFile[] = [];
  const paths = new Set<string>();
  for (const file of files) {
    if (!isTreePath(file.path)) throw new Error(`no path of a tree: ${JSON.stringify(file.path)}`);
    if (paths.has(file.path)) throw new Error(`planned twice: ${file.path}`);
    paths.add(file.path);
    if (isLeft(leave, file.path)) throw new Error(`planned in a folder of the user's: ${file.path}`);
    if (isConcerned(plan, file.path)) wanted.push(file);
  }
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (paths.has(path.slice(0, end))) throw new Error(`planned as file and folder: ${path.slice(0, end)}`);
    }
  }
  return wanted.sort((one, other) => (one.path < other.path ? -1 : 1));
}
