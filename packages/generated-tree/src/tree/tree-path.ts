// Takes a path of a manifest or plan, says whether it names a file that lies within a tree.
import { manifestPath, noteFolder } from '../manifest/manifest.js';

/** What the tool itself keeps beside the files of a plan. */
const notes = [manifestPath, `${noteFolder}/run`, `${noteFolder}/state`];

/** An empty name, `.`, `..` or `.git`; NUL anywhere. */
const forbidden = /\0|(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)/i;

/** Relative, without `.` and `..`, no place of git's or of the tool's own notes; other files may lie beside those. */
export function isTreePath(path: string): boolean {
  if (forbidden.test(path)) return false;
  return !path.startsWith(noteFolder) || !notes.some((note) => liesIn(path, note) || liesIn(note, path));
}

/** The folder of a path within the tree, empty for one that lies at the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/** Whether `path` is `folder` or lies below it. */
export function liesIn(path: string, folder: string): boolean {
  return path.startsWith(folder) && (path.length === folder.length || path[folder.length] === '/');
}
