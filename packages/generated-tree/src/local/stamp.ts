// Tells that nothing has changed without a plan: takes a key of all that a plan is made of, and looks at the tree alone.
import { hash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPath } from '../disk/run-folder.js';
import { hashOf } from '../disk/small-files.js';
import { manifestPath } from '../manifest/manifest.js';
import { parseManifest } from '../manifest/parse-manifest.js';
import { repositoryOf, stateFolderOf, type TreeOptions } from './state.js';

/**
 * The key that {@link writeStamp} was given last, where the manifest is still the one of that time. Nothing where it is
 * not, where there is no stamp, and where a run died since.
 *
 * @param folder absolute path of the tree
 */
export async function readStamp(folder: string, options: TreeOptions): Promise<string | undefined> {
  const state = stateFolderOf(folder, await repositoryOf(folder, options));
  const [key, manifest] = textOf(join(state, 'stamp'))?.split('\n') ?? [];
  const now = textOf(join(folder, manifestPath));
  if (key === undefined || now === undefined || existsSync(join(folder, runPath))) return undefined;
  return hash('sha256', now) === manifest ? key : undefined;
}

/**
 * To be called after a run that left the tree as planned: no file edited, none orphaned.
 *
 * @param key one line, such as a hash of all sources and of the tool
 */
export async function writeStamp(folder: string, key: string, options: TreeOptions): Promise<void> {
  if (key.includes('\n')) throw new Error('the key of a stamp is one line');
  const state = stateFolderOf(folder, await repositoryOf(folder, options));
  const manifest = hash('sha256', readFileSync(join(folder, manifestPath)));
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, 'stamp.staged'), `${key}\n${manifest}\n`);
  renameSync(join(state, 'stamp.staged'), join(state, 'stamp'));
}

/**
 * Whether each file that the manifest lists is there as it was generated, or as a person keeps it, and git knows it. With a
 * stamp that holds, nothing is left to do for a run.
 *
 * @param folder absolute path of the tree
 */
export async function verifyTree(folder: string, options: TreeOptions): Promise<boolean> {
  const repository = await repositoryOf(folder, options);
  const tracked = repository?.listTracked(folder);
  tracked?.catch(() => {});
  const text = textOf(join(folder, manifestPath));
  if (text === undefined) return false;
  const manifest = parseManifest(text, join(folder, manifestPath));
  const folders = new Map<string, boolean>();
  for (const [path, { generated, kept }] of manifest) {
    if (generated.length !== 1 || !isReached(folder, path, folders)) return false;
    const found = hashOf(`${folder}/${path}`);
    if (found === undefined || (found !== generated[0] && kept.get(found) !== generated[0])) return false;
  }
  const index = await tracked;
  return !index || (index.has(manifestPath) && [...manifest.keys()].every((path) => index.has(path)));
}

/** No folder on the way, from the tree itself on, is a link. */
function isReached(folder: string, path: string, folders: Map<string, boolean>): boolean {
  const end = path.lastIndexOf('/');
  const above = end < 0 ? '' : path.slice(0, end);
  const known = folders.get(above);
  if (known !== undefined) return known;
  const isFolder = lstatSync(join(folder, above), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const isThere = isFolder && (above === '' || isReached(folder, above, folders));
  folders.set(above, isThere);
  return isThere;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
