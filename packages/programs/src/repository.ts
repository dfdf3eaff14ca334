// Reads the git repository that a folder lies in, and makes new files known to it.
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from './run-program.js';

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

/** Nothing where `folder` lies in no work tree, or git is absent. */
export async function readRepository(
  folder: string,
  { env }: RepositoryOptions,
): Promise<Repository | undefined> {
  const top = await runProgram('git', ['rev-parse', '--show-toplevel'], { cwd: folder, env });
  if (top.exitCode !== 0) return undefined;
  const root = top.stdout.replace(/\n$/, '');
  const git = (args: readonly string[], input: string) => runProgram('git', args, { cwd: root, env, input });
  const listed = (text: string) => text.split('\0').filter((file) => file !== '');
  return {
    root,
    listIgnored: async (files) => {
      const result = await git(['check-ignore', '--no-index', '-z', '--stdin'], nulSeparated(files));
      return listed(result.stdout);
    },
    listUntracked: async (files) => {
      const known = await git(['ls-files', '-z', '--full-name', '--', ...files.map(literally)], '');
      const tracked = new Set(listed(known.stdout).map((file) => `${root}/${file}`));
      return files.filter((file) => !tracked.has(file));
    },
    addIntentToAdd: async (files) => {
      if (files.length === 0) return;
      const args = ['add', '--intent-to-add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'];
      const result = await git(args, nulSeparated(files.map(literally)));
      if (result.exitCode !== 0) {
        throw new CodedError({
          code: 'GIT_FAILED',
          message: `git cannot make \`${files[0]}\` known`,
          hint: `git add --intent-to-add --force -- ${files.join(' ')}`,
          detail: result.stderr.trim(),
        });
      }
    },
  };
}

function nulSeparated(files: readonly string[]): string {
  return files.map((file) => `${file}\0`).join('');
}

/** A path that git takes for itself, whatever `*`, `[` or `:` it holds. */
function literally(file: string): string {
  return `:(top,literal)${file}`;
}
