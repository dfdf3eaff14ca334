// Finds the merges that may have made what lies in a work tree: takes its repository, gives the commits of each.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HistoryPlace } from './history-place.js';

/** Names of commits. A merge made of `ours` what made `theirs` of `base`; without a base nothing was shared. */
export interface Merge {
  readonly ours: string;
  readonly theirs: string;
  readonly base?: string;
}

/** What git prints; empty where it fails. */
type Git = (...args: string[]) => Promise<string>;

/** How far back merges are looked for. */
const lastMerges = 12;
const lastCommits = 300;

/** Those under way, then the last ones that were committed. */
export async function findMerges(place: HistoryPlace, git: Git): Promise<readonly Merge[]> {
  const commit = async (name: string) =>
    (await git('rev-parse', '--quiet', '--verify', `${name}^{commit}`)).trim() || undefined;
  const head = await commit('HEAD');
  if (head === undefined) return [];
  return [...(await mergesUnderWay(place, head, commit, git)), ...(await mergesDone(git))];
}

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
