// Reads the git repository that a folder lies in, and makes new files known to it.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CodedError, commandLine, quoteForShell } from '@flake-lattice/errors';
import {
  type FolderListing,
  listingOptions,
  patternsOf,
  readListing,
  sharedFolder,
} from './folder-listing.js';
import { type History, readHistory } from './repository-history.js';
import { literally, nulSeparated, pathsInside, pathsWithin, prefixOf } from './repository-paths.js';
import { type ProgramResult, runProgram } from './run-program.js';

export interface Repository {
  /** Absolute path of the work tree's top folder. */
  readonly root: string;
  /** Absolute path of a folder, perhaps not there yet, in the git directory of this work tree: for our own notes. */
  readonly stateFolder: string;
  /** What commits hold, and how they were merged. */
  readonly history: History;
  /** The files below a folder (absolute path) that the index holds, relative to it, `/` between names. */
  readonly listTracked: (folder: string) => Promise<ReadonlySet<string>>;
  /** The same, and what else lies in the folder. */
  readonly listFolder: (folder: string) => Promise<FolderListing>;
  /** Those of the files (absolute paths) that the repository ignores. */
  readonly listIgnored: (files: readonly string[]) => Promise<readonly string[]>;
  /** Those of the files (absolute paths) that the index does not hold. */
  readonly listUntracked: (files: readonly string[]) => Promise<readonly string[]>;
  /**
   * Records files (absolute paths) as to be added, ignored ones too; Nix sees a file from then on.
   *
   * @param within a folder that most of them lie in
   */
  readonly addIntentToAdd: (files: readonly string[], within?: KnownFolder) => Promise<void>;
  /** Takes files, paths from the top folder, that no commit holds out of the index again. */
  readonly forgetNew: (paths: readonly string[]) => Promise<void>;
}

/** Spares looking at each file of a folder. */
export interface KnownFolder {
  /** Absolute path; below it no link lies on the way to a file. */
  readonly folder: string;
  /** As it was before the files came. */
  readonly listing?: FolderListing | undefined;
}

export interface RepositoryOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Nothing where `folder` lies in no work tree, or git is absent.
 *
 * @throws CodedError GIT_FAILED where the work tree is another user's, and git refuses to look into it
 */
export async function readRepository(
  folder: string,
  options: RepositoryOptions,
): Promise<Repository | undefined> {
  const env = { ...options.env, LC_ALL: 'C' };
  const ask = (...words: string[]) => runProgram('git', ['rev-parse', ...words], { cwd: folder, env });
  const top = await ask('--show-toplevel', '--git-path', 'flake-lattice');
  if (top.stderr.includes('dubious ownership')) throw foreign(top);
  if (top.exitCode !== 0) return undefined;
  const lines = top.stdout.replace(/\n$/, '').split('\n');
  // A path that holds a line feed makes more lines of the two.
  const [root, state] =
    lines.length === 2
      ? (lines as [string, string])
      : await Promise.all([
          ask('--show-toplevel').then(({ stdout }) => stdout.replace(/\n$/, '')),
          ask('--git-path', 'flake-lattice').then(({ stdout }) => stdout.replace(/\n$/, '')),
        ]);
  const stateFolder = resolve(realpathSync.native(folder), state);
  const git = (args: readonly string[], input = '') => runProgram('git', args, { cwd: root, env, input });
  const listed = (text: string) => new Set(text.split('\0'));
  const inside = (files: readonly string[]) => pathsInside(root, files);
  const listFolder = async (folder: string) => {
    const prefix = prefixOf(root, folder);
    const result = await git(['ls-files', ...listingOptions, '--', literally(prefix)]);
    return readListing(result.stdout, prefix);
  };
  return {
    root,
    stateFolder,
    history: readHistory({ root, stateFolder, env }),
    listTracked: async (below) => {
      const prefix = prefixOf(root, below);
      const result = await git(['ls-files', '-z', '--full-name', '--', literally(prefix)]);
      const cut = prefix === '' ? 0 : prefix.length + 1;
      return new Set(result.stdout.split('\0').map((path) => path.slice(cut)));
    },
    listFolder,
    listIgnored: async (files) => {
      const paths = inside(files);
      const result = await git(['check-ignore', '--no-index', '-z', '--stdin'], nulSeparated(paths));
      const ignored = listed(result.stdout);
      return files.filter((_, index) => ignored.has(paths[index] as string));
    },
    listUntracked: async (files) => {
      const paths = inside(files);
      const result = await git(['ls-files', '-z', '--full-name', '--', ...paths.map(literally)]);
      const tracked = listed(result.stdout);
      return files.filter((_, index) => !tracked.has(paths[index] as string));
    },
    addIntentToAdd: async (files, within) => {
      if (files.length === 0) return;
      const isWithin = (file: string) => within !== undefined && file.startsWith(`${within.folder}/`);
      const beside = inside(files.filter((file) => !isWithin(file)));
      const below = within ? pathsWithin(root, within.folder, files.filter(isWithin)) : [];
      const list = async (folder: string) => within?.listing ?? (await listFolder(resolve(root, folder)));
      const patterns = [...(await patternsOf(beside, list)), ...(await patternsOf(below, list))];
      const paths = [...beside, ...below];
      const args = ['add', '--intent-to-add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'];
      const result = await untilUnlocked(() => git(args, nulSeparated(patterns)));
      if (result.exitCode !== 0) throw notAdded(root, paths, result);
    },
    forgetNew: async (paths) => {
      // Without a commit there is no tree, and all is new.
      const committed = await git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', 'HEAD']);
      const held = listed(committed.exitCode === 0 ? committed.stdout : '');
      const added = paths.filter((path) => !held.has(path));
      if (added.length === 0) return;
      const args = ['update-index', '--force-remove', '-z', '--stdin'];
      const result = await untilUnlocked(() => git(args, nulSeparated(added)));
      if (result.exitCode !== 0) throw notAdded(root, added, result);
    },
  };
}

/** The time that another git gets to finish with the index, in milliseconds. */
const patience = 5000;

/** Repeats a command of git for as long as another one holds the lock of the index. */
async function untilUnlocked(run: () => Promise<ProgramResult>): Promise<ProgramResult> {
  const pause = 50;
  for (let waited = 0; ; waited += pause) {
    const result = await run();
    if (result.exitCode === 0 || waited >= patience || !/index\.lock.*exists/i.test(result.stderr))
      return result;
    await setTimeout(pause);
  }
}

function foreign({ stderr }: ProgramResult): CodedError {
  return new CodedError({
    code: 'GIT_FAILED',
    message: 'git refuses to look into a repository that another user owns',
    hint:
      /git config --global --add safe\.directory .+/.exec(stderr)?.[0] ??
      'git config --global --add safe.directory FOLDER',
    detail: stderr.split('\n')[0] ?? '',
  });
}

function notAdded(root: string, paths: readonly string[], { stderr }: ProgramResult): CodedError {
  const lock = /'(.+index\.lock)'.*exists/i.exec(stderr)?.[1];
  const known = paths.length > 3 ? [sharedFolder(paths) || '.'] : paths;
  const words = ['git', '-C', root, 'add', '--intent-to-add', '--force', '--', ...known];
  return new CodedError({
    code: 'GIT_FAILED',
    message: `git cannot make \`${paths[0]}\` known`,
    hint: lock
      ? `rm -- ${quoteForShell(lock)}   (where no git is running), then run the command again`
      : commandLine(words),
    detail: stderr.trim(),
  });
}
