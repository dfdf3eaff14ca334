// Tells a file that git merged by lines from one that a person edited: takes files that no record knows and the
// repository, gives those that merges of generated texts explain.
import { hash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import type { Repository } from '@flake-lattice/programs';
import { type Manifest, manifestPath } from '../manifest/manifest.js';
import { parseManifest } from '../manifest/parse-manifest.js';
import { readSides } from './conflict-marks.js';
import { explains, type MergedSides } from './explain-merge.js';

type Merge = Awaited<ReturnType<Repository['history']['listMerges']>>[number];

export interface UnknownFile {
  /** Relative to the folder of the tree. */
  readonly path: string;
  readonly text: Buffer;
  /** Hashes of what the manifest knows as generated in this place. */
  readonly known: readonly string[];
}

interface CommittedTree {
  /** Blobs by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
}

const nothingCommitted: CommittedTree = { files: new Map(), manifest: new Map() };

/**
 * A file counts as generated where the manifest of a commit at hand lists its text, or where it is what git makes of two
 * generated texts, with conflict marks or without. A text that a person edited on either side explains nothing.
 *
 * @param folder absolute path of the tree
 * @returns paths
 */
export async function findMechanical(
  files: readonly UnknownFile[],
  repository: Repository,
  folder: string,
): Promise<ReadonlySet<string>> {
  const { history, root } = repository;
  const prefix = relative(root, realpathSync(folder)).split(sep).join('/');
  if (prefix.includes('\n')) return new Set();
  const trees = new Map<string, Promise<CommittedTree>>();
  const treeOf = (commit: string | undefined) => {
    if (commit === undefined) return Promise.resolve(nothingCommitted);
    const tree = trees.get(commit) ?? readTree(repository, commit, prefix);
    trees.set(commit, tree);
    return tree;
  };
  const open = new Map(files.map((file) => [file.path, { ...file, known: new Set(file.known) }]));
  const found = new Set<string>();
  const settle = (path: string) => {
    open.delete(path);
    found.add(path);
  };
  const learn = ({ manifest }: CommittedTree) => {
    for (const [path, { text, known }] of open) {
      for (const name of manifest.get(path)?.generated ?? []) known.add(name);
      if (isKnown(text, known)) settle(path);
    }
  };
  learn(await treeOf('HEAD'));
  const unmerged: Awaited<ReturnType<typeof history.listUnmerged>> =
    open.size > 0 ? await history.listUnmerged(prefix) : new Map();
  const inIndex = [...open.keys()].flatMap((path) => {
    const sides = unmerged.get(path);
    return sides ? [{ path, ...sides }] : [];
  });
  const settleMerged = async (merged: readonly MergedBlobs[]) => {
    const names = merged.flatMap(({ ours, base, theirs }) => [ours, base, theirs].filter(isName));
    const blobs = await history.readBlobs([...new Set(names)]);
    for (const { path, ours, base, theirs } of merged) {
      const file = open.get(path);
      const [one, other] = [blobs.get(ours ?? ''), blobs.get(theirs ?? '')];
      if (!file || !one || !other || !isGenerated(one, file.known) || !isGenerated(other, file.known))
        continue;
      const sides: MergedSides = { ours: one, base: blobs.get(base ?? '') ?? Buffer.alloc(0), theirs: other };
      if (await explains(file.text, sides, history)) settle(path);
    }
  };
  const merges = open.size > 0 ? await mergesOfTree(repository, prefix) : [];
  for (const merge of merges) {
    if (open.size === 0) break;
    const [ours, base, theirs] = await Promise.all([merge.ours, merge.base, merge.theirs].map(treeOf));
    if (!ours || !base || !theirs) continue;
    learn(ours);
    learn(theirs);
    const pick = (path: string) => ({
      path,
      ours: ours.files.get(path),
      base: base.files.get(path),
      theirs: theirs.files.get(path),
    });
    await settleMerged([...open.keys()].map(pick));
  }
  await settleMerged(inIndex.filter(({ path }) => open.has(path)));
  return found;
}

interface MergedBlobs {
  readonly path: string;
  readonly ours?: string | undefined;
  readonly base?: string | undefined;
  readonly theirs?: string | undefined;
}

function isName(name: string | undefined): name is string {
  return name !== undefined;
}

function isGenerated(text: Uint8Array, known: ReadonlySet<string>): boolean {
  return known.has(hash('sha256', text));
}

/** The text itself, or both sides of its conflicts. */
function isKnown(text: Buffer, known: ReadonlySet<string>): boolean {
  if (isGenerated(text, known)) return true;
  const sides = readSides(text.toString('latin1'));
  if (!sides) return false;
  const { ours, theirs } = sides;
  return [ours, theirs].every((side) => isGenerated(Buffer.from(side, 'latin1'), known));
}

/** Those of the last merges in which both sides changed the tree: otherwise it is that of one side. */
async function mergesOfTree({ history }: Repository, prefix: string): Promise<readonly Merge[]> {
  const merges = await history.listMerges();
  const commits = [
    ...new Set(merges.flatMap(({ ours, base, theirs }) => [ours, base, theirs].filter(isName))),
  ];
  const names = await history.resolve(commits.map((commit) => `${commit}:${prefix}`));
  const treeOf = new Map(commits.map((commit, index) => [commit, names[index]]));
  const seen = new Set<string>();
  return merges.filter((merge) => {
    const [ours, base, theirs] = [merge.ours, merge.base ?? '', merge.theirs].map((name) => treeOf.get(name));
    const key = `${ours} ${base} ${theirs}`;
    if (seen.has(key) || !ours || !theirs) return false;
    seen.add(key);
    return ours !== theirs && ours !== base && theirs !== base;
  });
}

async function readTree({ history }: Repository, commit: string, prefix: string): Promise<CommittedTree> {
  const files = await history.listFiles(commit, prefix);
  const blob = files.get(manifestPath);
  const text = blob === undefined ? undefined : (await history.readBlobs([blob])).get(blob);
  return { files, manifest: text ? readOldManifest(text.toString(), commit) : new Map() };
}

/** One that cannot be read tells nothing. */
function readOldManifest(text: string, commit: string): Manifest {
  try {
    return parseManifest(text, `${commit}:${manifestPath}`);
  } catch (fault) {
    if (isCodedError(fault)) return new Map();
    throw fault;
  }
}
