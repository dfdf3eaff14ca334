// Reads what commits and the index of a repository hold: takes its place, gives files, blobs and merges by name.
import { findMerges, type Merge } from './find-merges.js';
import type { HistoryPlace } from './history-place.js';
import { type MergedText, type MergeOptions, mergeTexts, type ThreeTexts } from './merge-by-git.js';
import { runProgram } from './run-program.js';

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

export function readHistory(place: HistoryPlace): History {
  const { root, env } = place;
  const git = async (...args: string[]) => {
    const result = await runProgram('git', args, { cwd: root, env });
    return result.exitCode === 0 ? result.stdout : '';
  };
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
    listMerges: () => findMerges(place, git),
    mergeTexts: (texts, options) => mergeTexts(place, texts, options),
  };
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
