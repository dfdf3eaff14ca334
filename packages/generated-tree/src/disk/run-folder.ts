// What a run writes before it replaces anything: staged files and a journal; a run that died is completed from them.
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestPath, noteFolder } from '../manifest/manifest.js';
import { folderOf } from '../tree/tree-path.js';
import { removeEmpty } from './remove-empty.js';
import { writeNew } from './small-files.js';

/** Relative to the folder of the tree. It is there while a run writes, and after a run that died. */
export const runPath = `${noteFolder}/run`;

const journalForm = /^journal-(\d+)\.json$/;

export interface Journals {
  /** Whether a run died here. */
  readonly isInterrupted: boolean;
  /** The manifests that dead runs were about to leave behind, the oldest first. */
  readonly texts: readonly string[];
}

/** @param folder absolute path of the tree */
export function readJournals(folder: string): Journals {
  const names = namesIn(join(folder, runPath));
  const numbers = (names ?? []).flatMap((name) => journalForm.exec(name)?.[1] ?? []).map(Number);
  const texts = numbers
    .sort((one, other) => one - other)
    .map((number) => readFileSync(join(folder, runPath, journalName(number)), 'utf8'));
  return { isInterrupted: names !== undefined, texts };
}

export interface StagedRun {
  readonly kind: 'files';
  /** Writes a file whole, to be moved to its place later; gives where. The permissions are those of `mode`. */
  readonly stage: (contents: string | Uint8Array, mode?: number) => string;
  /**
   * The same for a file of a folder that is not there yet: all its files are staged in one folder, which may be moved as a
   * whole. Nothing is moved faster, and file systems place what is made in one folder close together.
   *
   * @param path relative to the tree
   */
  readonly stageInFolder: (path: string, contents: string | Uint8Array) => string;
  /**
   * Where the files of a folder (relative to the tree) that is not there yet would be staged, and where one of them: for who
   * makes the folder and writes the file himself.
   */
  readonly folderFor: (folder: string) => string;
  readonly placeInFolder: (path: string) => string;
  /** Records, in one step, the manifest that this run is about to leave behind. */
  readonly record: (manifest: string) => void;
  /** Makes the manifest (by default the recorded one) the tree's, in one step, and clears up. */
  readonly finish: (manifest?: string) => void;
  /** Clears up after a run that replaced nothing, and leaves the journals of earlier ones. */
  readonly abandon: () => void;
}

/**
 * Journals of earlier runs stay until {@link StagedRun.finish}: files of theirs may lie in the tree.
 *
 * @param folder absolute path of the tree; it is made where it is missing
 */
export function beginRun(folder: string): StagedRun {
  const place = join(folder, runPath);
  const made = mkdirSync(place, { recursive: true });
  for (const name of namesIn(place) ?? []) {
    if (!journalForm.test(name)) rmSync(join(place, name), { recursive: true, force: true });
  }
  const earlier = journalNumbers(place);
  const journal = join(place, journalName((earlier.at(-1) ?? 0) + 1));
  let count = 0;
  const folders = new Map<string, string>();
  const madeFolders = new Set<string>();
  const stage: StagedRun['stage'] = (contents, mode) => {
    const staged = `${place}/${count}`;
    count += 1;
    writeNew(staged, contents);
    if (mode !== undefined) chmodSync(staged, mode & 0o777);
    return staged;
  };
  // Git is not to see what lies here, even where the run dies and somebody adds all there is.
  const hide = () => {
    if (count === 0) writeFileSync(join(place, '.gitignore'), '*\n');
  };
  const folderFor: StagedRun['folderFor'] = (folder) => {
    hide();
    let staged = folders.get(folder);
    if (staged === undefined) {
      staged = `${place}/${count}`;
      count += 1;
      folders.set(folder, staged);
    }
    return staged;
  };
  const placeInFolder: StagedRun['placeInFolder'] = (path) => {
    const folder = folderOf(path);
    return `${folderFor(folder)}/${path.slice(folder.length + 1)}`;
  };
  return {
    kind: 'files',
    stage: (contents, mode) => {
      hide();
      return stage(contents, mode);
    },
    stageInFolder: (path, contents) => {
      const file = placeInFolder(path);
      const staged = folderOf(file);
      if (!madeFolders.has(staged)) mkdirSync(staged, { recursive: true });
      madeFolders.add(staged);
      writeNew(file, contents);
      return file;
    },
    folderFor,
    placeInFolder,
    record: (manifest) => renameSync(stage(manifest), journal),
    finish: (manifest) => {
      renameSync(manifest === undefined ? journal : stage(manifest), join(folder, manifestPath));
      rmSync(place, { recursive: true });
    },
    abandon: () => {
      for (const name of namesIn(place) ?? []) {
        const isEarlier = earlier.some((number) => journalName(number) === name);
        if (!isEarlier) rmSync(join(place, name), { recursive: true, force: true });
      }
      if (earlier.length === 0) removeEmpty(place, made ?? place);
    },
  };
}

/** What a dead run left is removed where there is nothing for a new one to write. */
export function clearRun(folder: string): void {
  rmSync(join(folder, runPath), { recursive: true, force: true });
}

function journalName(number: number): string {
  return `journal-${number}.json`;
}

function journalNumbers(place: string): readonly number[] {
  const names = namesIn(place) ?? [];
  return names
    .flatMap((name) => journalForm.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}

function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}
