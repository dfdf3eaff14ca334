// Reads what commits of a repository hold and how they were merged, and has git merge texts as it merges files.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from './run-program.js';

/** Names of commits. A merge made of `ours` what made `theirs` of `base`; without a base nothing was shared. */
export interface Merge {
  readonly ours: string;
  readonly theirs: string;
  readonly base?: string;
}

/** Names of blobs that an unresolved merge left in the index; a side without the file has none. */
export interface UnmergedFile {
  readonly base?: string;
  readonly ours?: string;
  readonly theirs?: string;
}

export interface History {
  /** The files below a folder of the work tree (path from its top) in a commit: blobs by path relative to the folder. */
  readonly listFiles: (commit: string, folder: string) => Promise<ReadonlyMap<string, string>>;
  /** The files below a folder that the index holds unmerged, by path relative to the folder. */
  readonly listUnmerged: (folder: string) => Promise<ReadonlyMap<string, UnmergedFile>>;
  /** What names such as `HEAD:folder` stand for, in their order; names hold no line feed. */
  readonly resolve: (names: readonly string[]) => Promise<readonly (string | undefined)[]>;
  /** Contents by name; one that is not there is left out. */
  readonly readBlobs: (names: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  /** The blobs that a file (path from the top) ever was: those of the index first, then of all commits, the newest first. */
  readonly listVersions: (path: string) => Promise<readonly string[]>;
  /**
   * The merges that may have made what lies in the work tree: those under way (merge, cherry-pick, revert, rebase, stash),
   * then the last ones that were committed, by a merge, a rebase or a cherry-pick.
   */
  readonly listMerges: () => Promise<readonly Merge[]>;
  /**
   * Three texts merged as git merges a file by lines.
   *
   * @param favour which side to take where they conflict; without it, conflicts are marked
   * @param markSize the length of conflict marks
   */
  readonly mergeTexts: (texts: ThreeTexts, options: MergeOptions) => Promise<MergedText>;
}

export interface ThreeTexts {
  readonly ours: Uint8Array;
  readonly base: Uint8Array;
  readonly theirs: Uint8Array;
}

export interface MergeOptions {
  readonly favour?: 'ours' | 'theirs';
  readonly markSize?: number;
}

export interface MergedText {
  readonly text: Buffer;
  readonly isClean: boolean;
}

export interface HistoryPlace {
  /** Absolute path of the work tree's top folder. */
  readonly root: string;
  /** Absolute path, for files in passing. */
  readonly stateFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How far back merges are looked for. */
const lastMerges = 12;
const lastCommits = 300;

export function readHistory(place: HistoryPlace): History {
  const { root, env } = place;
  const git = async (...args: string[]) => {
    const result = await runProgram('git', args, { cwd: root, env });
    return result.exitCode === 0 ? result.stdout : '';
  };
  const commit = async (name: string) =>
    (await git('rev-parse', '--quiet', '--verify', `${name}^{commit}`)).trim() || undefined;
  return {
    listFiles: async (name, folder) => {
      const listed = await git(
        'ls-tree',
        '-r',
        '-z',
        '--full-tree',
        name,
        '--',
        ...(folder ? [`${folder}/`] : []),
      );
      return new Map(entriesOf(listed, folder).map(({ path, words }) => [path, words[2] as string]));
    },
    listUnmerged: async (folder) => {
      const listed = await git('ls-files', '-z', '--unmerged', '--full-name', '--', `:(literal)${folder}`);
      const files = new Map<string, UnmergedFile>();
      const sides = ['', 'base', 'ours', 'theirs'];
      for (const { path, words } of entriesOf(listed, folder)) {
        files.set(path, { ...files.get(path), [sides[Number(words[2])] as string]: words[1] });
      }
      return files;
    },
    resolve: async (names) => {
      const input = names.map((name) => `${name}\n`).join('');
      const { stdout } = await runProgram('git', ['cat-file', '--batch-check'], { cwd: root, env, input });
      const lines = stdout.split('\n');
      return names.map((_, index) => /^([0-9a-f]+) \w+ \d+$/.exec(lines[index] ?? '')?.[1]);
    },
    readBlobs: (names) => readBlobs(place, names),
    listVersions: async (path) => {
      const index = await git('ls-files', '-z', '--stage', '--full-name', '--', `:(literal)${path}`);
      const raw = [
        'log',
        '--all',
        '--reflog',
        '-m',
        '--format=',
        '--raw',
        '--no-abbrev',
        '--no-renames',
        '-z',
      ];
      const log = await git(...raw, '--', `:(literal)${path}`);
      const staged = entriesOf(index, '').map(({ words }) => words[1] as string);
      const changes = [...log.matchAll(/:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /g)];
      const names = [
        ...staged,
        ...changes.flatMap(([, before, after]) => [after as string, before as string]),
      ];
      return [...new Set(names)].filter((name) => !/^0+$/.test(name));
    },
    listMerges: async () => {
      const head = await commit('HEAD');
      if (head === undefined) return [];
      return [...(await mergesUnderWay(place, head, commit, git)), ...(await mergesDone(git))];
    },
    mergeTexts: (texts, options) => mergeTexts(place, texts, options),
  };
}

type Git = (...args: string[]) => Promise<string>;

async function mergesUnderWay(
  { stateFolder }: HistoryPlace,
  head: string,
  commit: (name: string) => Promise<string | undefined>,
  git: Git,
): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const heads = await readFile(join(dirname(stateFolder), 'MERGE_HEAD'), 'utf8').catch(() => '');
  for (const theirs of heads.split('\n').filter(Boolean)) merges.push(...(await basesOf(head, theirs, git)));
  for (const name of ['CHERRY_PICK_HEAD', 'REBASE_HEAD', 'refs/stash']) {
    const [theirs, base] = [await commit(name), await commit(`${name}^`)];
    if (theirs !== undefined) merges.push({ ours: head, theirs, ...(base === undefined ? {} : { base }) });
  }
  const [base, theirs] = [await commit('REVERT_HEAD'), await commit('REVERT_HEAD^')];
  if (base !== undefined && theirs !== undefined) merges.push({ ours: head, theirs, base });
  return merges;
}

/** Without a path: a walk that looks at what each commit changed takes long where the history is. */
async function mergesDone(git: Git): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const merged = await git('log', '--merges', `--max-count=${lastMerges}`, '--format=%P', 'HEAD');
  for (const line of merged.split('\n').filter(Boolean)) {
    const [ours, ...others] = line.split(' ') as [string, ...string[]];
    for (const theirs of others) merges.push(...(await basesOf(ours, theirs, git)));
  }
  // A commit that was put elsewhere keeps the name and time of its author.
  const format = '--format=%H %P%x00%an%x00%ae%x00%at';
  const commits = ['log', '--all', '--reflog', '--no-merges', `--max-count=${lastCommits}`, format];
  const byAuthor = new Map<string, (readonly [name: string, parent: string])[]>();
  for (const line of (await git(...commits)).split('\n')) {
    const [names = '', ...author] = line.split('\0');
    const [name, parent] = names.split(' ');
    if (!name || !parent) continue;
    const key = author.join('\0');
    byAuthor.set(key, [...(byAuthor.get(key) ?? []), [name, parent]]);
  }
  for (const copies of byAuthor.values()) {
    for (const [copy, ours] of copies) {
      for (const [theirs, base] of copies) {
        if (copy !== theirs && ours !== base) merges.push({ ours, theirs, base });
      }
    }
  }
  return merges;
}

async function basesOf(ours: string, theirs: string, git: Git): Promise<readonly Merge[]> {
  const bases = (await git('merge-base', '--all', ours, theirs)).split('\n').filter(Boolean);
  return bases.length === 0 ? [{ ours, theirs }] : bases.map((base) => ({ ours, theirs, base }));
}

/** Lines of `ls-tree -z` and `ls-files -z`: words, a tab, the path. */
function entriesOf(
  listed: string,
  folder: string,
): readonly { readonly path: string; readonly words: readonly string[] }[] {
  const cut = folder === '' ? 0 : folder.length + 1;
  return listed.split('\0').flatMap((line) => {
    const tab = line.indexOf('\t');
    return tab < 0 ? [] : [{ path: line.slice(tab + 1 + cut), words: line.slice(0, tab).split(' ') }];
  });
}

/** Bytes, whatever they are: what git holds need not be text. */
async function readBlobs(
  { root, env }: HistoryPlace,
  names: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  if (names.length === 0) return blobs;
  const { execa } = await import('execa');
  const { stdout } = await execa('git', ['cat-file', '--batch'], {
    cwd: root,
    env: env as Record<string, string>,
    extendEnv: false,
    input: names.map((name) => `${name}\n`).join(''),
    encoding: 'buffer',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 1 << 30,
  });
  const bytes = Buffer.from(stdout ?? []);
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    if (end < 0) break;
    const [name = '', kind, size] = bytes.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (kind === 'missing' || size === undefined) continue;
    if (kind === 'blob') blobs.set(name, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}

async function mergeTexts(
  { root, stateFolder, env }: HistoryPlace,
  { ours, base, theirs }: ThreeTexts,
  { favour, markSize = 7 }: MergeOptions,
): Promise<MergedText> {
  await mkdir(stateFolder, { recursive: true });
  const folder = await mkdtemp(join(stateFolder, 'merge-'));
  try {
    const files = ['ours', 'base', 'theirs'].map((name) => join(folder, name));
    for (const [index, text] of [ours, base, theirs].entries()) await writeFile(files[index] as string, text);
    const options = favour === undefined ? [] : [`--${favour}`];
    const args = ['merge-file', '--stdout', '--quiet', `--marker-size=${markSize}`, ...options, ...files];
    const { execa } = await import('execa');
    const result = await execa('git', args, {
      cwd: root,
      env: env as Record<string, string>,
      extendEnv: false,
      encoding: 'buffer',
      reject: false,
      stripFinalNewline: false,
      maxBuffer: 1 << 30,
    });
    // The status is the number of conflicts, at most 127.
    if (result.exitCode === undefined || result.exitCode > 127) throw notMerged(result.stderr);
    return { text: Buffer.from(result.stdout), isClean: result.exitCode === 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function notMerged(stderr: Uint8Array | undefined): CodedError {
  return new CodedError({
    code: 'GIT_FAILED',
    message: '`git merge-file` cannot merge a generated file',
    hint: 'git merge-file --help   (it takes text only; a file that holds NUL is none)',
    detail: Buffer.from(stderr ?? []).toString(),
  });
}
