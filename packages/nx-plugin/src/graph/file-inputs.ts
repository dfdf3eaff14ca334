// Finds the files outside its folder that a node may depend on: takes its flake and where its inputs lead, gives globs.
// What cannot be told for certain counts as needed: a build too many costs time, a build that is missing is wrong.
import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isWithin } from './generated-trees.js';
import { type CollectedFlake, fileOf } from './graph.js';
import type { Target } from './locate-input.js';
import { isOpen, type LockQuestion } from './open-inputs.js';

export interface FileSearch extends LockQuestion {
  /** The folders of nodes that lie in that of another, by the other's. */
  readonly inner: ReadonlyMap<string, readonly string[]>;
  /** What flakes that are no nodes read, by their folders: most nodes share them. */
  readonly outside: Map<string, ReadonlySet<string>>;
  /** Globs of paths, by the path. */
  readonly globs: Map<string, readonly string[]>;
}

interface Finding extends FileSearch {
  /** The folder whose files need no mention. */
  readonly own: string;
  /** Paths from the root of the workspace; of a folder all below it counts. */
  readonly found: Set<string>;
  /** What was looked at. */
  readonly seen: Set<string>;
}

/** Sorted. Nothing is known of what lies outside the workspace. */
export function findFileInputs(
  { folder, tree, facts, isPristine }: CollectedFlake,
  located: readonly (readonly [string, Target])[],
  search: FileSearch,
): readonly string[] {
  const finding: Finding = { ...search, own: folder, found: new Set(), seen: new Set() };
  const { found } = finding;
  const hub = tree.folder;
  // Where a person wrote the flake, the hub may give it other inputs than it names.
  if (!isPristine && folder !== hub) found.add(fileOf(hub));
  if (facts.inputs === undefined || facts.readsRepository) found.add('.');
  followPaths(finding, folder, facts.paths);
  for (const [, target] of located) {
    if (target.kind === 'folder') for (const path of readByFlake(search, target.folder)) found.add(path);
  }
  if (located.some(([name, target]) => isOpen(search, hub, name, target))) {
    for (const place of [hub, posix.dirname(hub)]) found.add(posix.join(place, 'flake.lock'));
  }
  const within = [...found].filter((path) => !path.startsWith('..'));
  return widest(within, folder)
    .flatMap((path) => globsOf(search, path))
    .sort();
}

/** Without those that lie in another of them. A folder of nodes holds files of others, so that the own one counts in part. */
function widest(paths: readonly string[], own: string): readonly string[] {
  const known = new Set(paths);
  return paths.filter((path) => {
    for (let outer = posix.dirname(path); path !== '.'; outer = posix.dirname(outer)) {
      if (known.has(outer) && outer !== own) return false;
      if (outer === '.') break;
    }
    return true;
  });
}

/** Of a flake of the repository that is no node: all of its folder, and what it leads to. */
function readByFlake(search: FileSearch, folder: string): ReadonlySet<string> {
  const known = search.outside.get(folder);
  if (known) return known;
  const finding: Finding = { ...search, own: folder, found: new Set(), seen: new Set() };
  takeFlake(finding, folder);
  search.outside.set(folder, finding.found);
  return finding.found;
}

function followPaths(finding: Finding, from: string, paths: readonly string[]): void {
  const { own, found } = finding;
  for (const path of paths) {
    const target = posix.join(from, path).replace(/\/$/, '');
    if (!isWithin(target, own)) found.add(target);
    // Nodes within the folder are projects of their own, whose files are not this one's.
    else for (const inner of finding.inner.get(own) ?? []) addInner(found, target, inner);
    if (target.endsWith('.nix')) followNix(finding, target);
    else if (posix.extname(target) === '') followNix(finding, posix.join(target, 'default.nix'));
  }
}

function addInner(found: Set<string>, target: string, inner: string): void {
  if (isWithin(inner, target)) found.add(inner);
  else if (isWithin(target, inner)) found.add(target);
}

/** A file that is imported may name further ones. */
function followNix(finding: Finding, file: string): void {
  if (finding.seen.has(file) || file.startsWith('..')) return;
  finding.seen.add(file);
  const read = finding.store.nixAt(file);
  if (read) followPaths(finding, posix.dirname(file), read.facts.paths);
}

function takeFlake(finding: Finding, folder: string): void {
  if (finding.seen.has(folder) || folder.startsWith('..')) return;
  finding.seen.add(folder);
  finding.found.add(folder);
  const facts = finding.store.flakeAt(fileOf(folder))?.facts;
  if (!facts) return;
  if (facts.readsRepository) finding.found.add('.');
  followPaths(finding, folder, facts.paths);
  for (const input of Object.values(facts.inputs ?? {})) {
    if (input.folder !== undefined) takeFlake(finding, posix.join(folder, input.folder).replace(/\/$/, ''));
  }
}

function globsOf({ root, globs }: FileSearch, path: string): readonly string[] {
  const known = globs.get(path) ?? readGlobs(root, path);
  globs.set(path, known);
  return known;
}

/** What is not there may become a file or a folder. */
function readGlobs(root: string, path: string): readonly string[] {
  if (path === '.') return ['**/*'];
  const glob = path.replace(/[*?[\]{}()!+@,|\\]/g, '?');
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found?.isFile()) return [glob];
  return found?.isDirectory() ? [`${glob}/**/*`] : [glob, `${glob}/**/*`];
}
