// Finds revisions of a git repository: takes names as people write them, gives commits.
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { runProgram } from './run-program.js';

export interface Revision {
  /** As it was named. */
  readonly name: string;
  /** The full name of the commit. */
  readonly commit: string;
}

export interface RevisionOptions {
  /** Absolute path of a folder of the work tree. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws CodedError REVISION_UNKNOWN, and REVISION_NOT_FETCHED where a shallow clone may lack it */
export async function findRevision(name: string, options: RevisionOptions): Promise<Revision> {
  const commit = await ask(['--quiet', '--verify', '--end-of-options', `${name}^{commit}`], options);
  if (commit !== undefined) return { name, commit };
  throw (await isShallow(options)) ? notFetched(name) : unknown(name);
}

/**
 * The commit that two revisions come from, as `nx affected` takes it for its base: what became of the one since then is no
 * change of the other. The revision itself where they have nothing in common, or a shallow clone does not tell.
 */
export async function findMergeBase(
  base: Revision,
  head: Revision,
  options: RevisionOptions,
): Promise<Revision> {
  const found = await runProgram('git', ['merge-base', base.commit, head.commit], inside(options));
  const commit = found.exitCode === 0 ? found.stdout.trim() : '';
  return commit === '' ? base : { name: base.name, commit };
}

/** The text of a file (path from the top of the work tree) in a commit; nothing where there is none. */
export async function readFileAt(
  { commit }: Revision,
  path: string,
  options: RevisionOptions,
): Promise<string | undefined> {
  const { exitCode, stdout } = await runProgram('git', ['show', `${commit}:${path}`], inside(options));
  return exitCode === 0 ? stdout : undefined;
}

async function isShallow(options: RevisionOptions): Promise<boolean> {
  return (await ask(['--is-shallow-repository'], options)) === 'true';
}

async function ask(args: readonly string[], options: RevisionOptions): Promise<string | undefined> {
  const { exitCode, stdout } = await runProgram('git', ['rev-parse', ...args], inside(options));
  return exitCode === 0 ? stdout.trim().split('\n').at(-1) : undefined;
}

function inside({ root, env }: RevisionOptions) {
  return { cwd: root, env: { ...env, LC_ALL: 'C' } };
}

function unknown(name: string): CodedError {
  return new CodedError({
    code: 'REVISION_UNKNOWN',
    message: `git knows no revision \`${name}\` in this repository`,
    hint: `git fetch --all   (where it is a branch of a remote)\ngit branch --all   (lists what there is)`,
  });
}

function notFetched(name: string): CodedError {
  const [, wanted] = /^origin\/(.+)$/.exec(name) ?? /^([0-9a-f]{40})$/.exec(name) ?? [];
  const alone =
    wanted === undefined ? '' : `\nor that commit alone: git fetch --depth=1 origin ${quoteForShell(wanted)}`;
  return new CodedError({
    code: 'REVISION_NOT_FETCHED',
    message: `this clone is shallow, and \`${name}\` is not among the commits that it has`,
    hint: `git fetch --unshallow   (in a GitHub workflow: fetch-depth: 0)${alone}`,
  });
}
