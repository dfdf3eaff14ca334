// Reads the git repository that a folder lies in, and makes new files known to it.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { type ProgramResult, runProgram } from './run-program.js';

export interface Repository {
  /** Absolute path of the work tree's top folder. */
  readonly root: string;
  /** Those of the files (absolute paths) that the repository ignores. */
  readonly listIgnored: (files: readonly string[]) => Promise<readonly string[]>;
  /** Those of the files (absolute paths) that the index does not hold. */
  readonly listUntracked: (files: readonly string[]) => Promise<readonly string[]>;
  /** Records files (absolute paths) as to be added, ignored ones too; Nix sees a file from then on. */
  readonly addIntentToAdd: (files: readonly string[]) => Promise<void>;
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
  const top = await runProgram('git', ['rev-parse', '--show-toplevel'], { cwd: folder, env });
  if (top.stderr.includes('dubious ownership')) throw foreign(top);
  if (top.exitCode !== 0) return undefined;
  const root = top.stdout.replace(/\n$/, '');
  const git = (args: readonly string[], input = '') => runProgram('git', args, { cwd: root, env, input });
  const listed = (text: string) => new Set(text.split('\0'));
  const inside = (files: readonly string[]) => Promise.all(files.map((file) => pathInside(root, file)));
  return {
    root,
    listIgnored: async (files) => {
      const paths = await inside(files);
      const result = await git(['check-ignore', '--no-index', '-z', '--stdin'], nulSeparated(paths));
      const ignored = listed(result.stdout);
      return files.filter((_, index) => ignored.has(paths[index] as string));
    },
    listUntracked: async (files) => {
      const paths = await inside(files);
      const result = await git(['ls-files', '-z', '--full-name', '--', ...paths.map(literally)]);
      const tracked = listed(result.stdout);
      return files.filter((_, index) => !tracked.has(paths[index] as string));
    },
    addIntentToAdd: async (files) => {
      if (files.length === 0) return;
      const paths = await inside(files);
      const args = ['add', '--intent-to-add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'];
      const result = await untilUnlocked(() => git(args, nulSeparated(paths.map(literally))));
      if (result.exitCode !== 0) throw notAdded(root, paths, result);
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
  const words = ['git', '-C', root, 'add', '--intent-to-add', '--force', '--', ...paths];
  return new CodedError({
    code: 'GIT_FAILED',
    message: `git cannot make \`${paths[0]}\` known`,
    hint: words.map(quoteForShell).join(' '),
    detail: stderr.trim(),
  });
}

/** The file's path from the top of the work tree, links on the way to its folder resolved. */
async function pathInside(root: string, file: string): Promise<string> {
  return relative(root, join(await realpath(dirname(file)), basename(file)));
}

function nulSeparated(files: readonly string[]): string {
  return files.map((file) => `${file}\0`).join('');
}

/** A path that git takes for itself, whatever `*`, `[` or `:` it holds. */
function literally(path: string): string {
  return `:(literal)${path}`;
}
