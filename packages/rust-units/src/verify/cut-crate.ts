// Makes a copy of a crate that can be built and tested without network: takes its folder, gives the copy and all that was cut.
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { loadRustParser } from '../syntax/rust-parser.js';
import { textOf } from '../syntax/syntax-node.js';
import { copyCrate } from './copy-crate.js';
import { type Dependency, listDependencies, renderManifest, type Table } from './crate-manifest.js';
import type { Cut } from './cut.js';
import { cutBroken } from './cut-broken.js';
import { cutDoctests } from './cut-doctests.js';
import { cutManifest, namesWithout } from './cut-manifest.js';
import { cutTargets } from './cut-targets.js';
import { findDependencyUsers } from './dependency-users.js';
import { dependencyMissing, findMissing } from './find-missing.js';
import { listTests } from './list-tests.js';
import { findSourceFiles, type SourceFile } from './source-files.js';
import { readSourceRoots } from './source-roots.js';
import type { CargoSurroundings } from './test-run.js';

export interface CrateCut {
  /** Of the copy, absolute. */
  readonly folder: string;
  /** Sorted by file. */
  readonly cuts: readonly Cut[];
  /** The crate's own tests, doctests included: how many remain, of how many. */
  readonly tests: { readonly kept: number; readonly of: number };
}

/**
 * What is cut is what needs a dependency that is not there, as little as possible, and in test code alone.
 *
 * @throws CodedError DEPENDENCY_MISSING, CRATE_NOT_COMPILED
 */
export async function cutCrate(
  folder: string,
  target: string,
  surroundings: CargoSurroundings,
): Promise<CrateCut> {
  const copied = await copyCrate(folder, target, surroundings);
  let missing = await findMissing(target, copied, surroundings);
  const cuts: Cut[] = [];
  for (;;) {
    const cut = cutManifest(copied, missing, 'it cannot be had without network');
    await writeFile(join(target, 'Cargo.toml'), renderManifest(cut.manifest));
    const files = await findSourceFiles(await readSourceRoots(target, surroundings));
    await allowLints(files);
    const names = namesWithout(cut.manifest, missing);
    cuts.push(...(await cutAllDoctests(target, files, names)));
    const broken = await cutBroken(target, { ...surroundings, files, missing: names });
    cuts.push(...broken.cuts);
    if (broken.failure === undefined) {
      if (broken.targets.length > 0) cuts.push(...(await cutTargets(target, cut.manifest, broken)));
      const all = [...cut.cuts, ...cuts].sort((one, other) =>
        one.file < other.file ? -1 : one.file > other.file ? 1 : 0,
      );
      const kept = (await listTests(target, surroundings)).length;
      const lost = all.reduce((sum, { tests }) => sum + tests, 0);
      return { folder: target, cuts: all, tests: { kept, of: kept + lost } };
    }
    missing = [...missing, ...(await brokenDependencies(target, cut.manifest, broken.failure, surroundings))];
  }
}

/** A dependency for tests may be there and yet not compile with the rustc of today. */
async function brokenDependencies(
  folder: string,
  manifest: Table,
  failure: string,
  surroundings: CargoSurroundings,
): Promise<readonly Dependency[]> {
  const users = await findDependencyUsers(folder, failure, surroundings);
  const found = listDependencies(manifest).filter(
    ({ table, name }) => table === 'dev-dependencies' && users.has(name),
  );
  if (found.length === 0)
    throw dependencyMissing({ name: [...users].join('`, `') || 'a crate', spec: '' }, failure);
  return found;
}

async function cutAllDoctests(
  folder: string,
  files: readonly SourceFile[],
  names: ReadonlySet<string>,
): Promise<Cut[]> {
  if (names.size === 0) return [];
  const cuts: Cut[] = [];
  const readme = { path: join(folder, 'README.md'), isTest: false };
  for (const { path } of [...files, readme]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { text: changed, cut } = cutDoctests(text, names, path.endsWith('.md') ? 'markdown' : 'rust');
    if (cut.length === 0) continue;
    await writeFile(path, changed);
    const tests = path === readme.path && !(await isIncluded(files)) ? 0 : 1;
    const reason = 'it names a crate that cannot be had';
    cuts.push(
      ...cut.map((line) => ({ file: relative(folder, path), item: `doctest \`${line}\``, reason, tests })),
    );
  }
  return cuts;
}

async function isIncluded(files: readonly SourceFile[]): Promise<boolean> {
  const texts = await Promise.all(files.map(({ path }) => readFile(path, 'utf8')));
  return texts.some((text) => /include_str!\s*\(\s*"[^"]*README\.md"/.test(text));
}

/** `#![deny(warnings)]` would make errors of what a cut leaves unused, and of what new compilers warn of. */
async function allowLints(files: readonly SourceFile[]): Promise<void> {
  const parse = await loadRustParser();
  for (const { path } of files) {
    const text = await readFile(path, 'utf8');
    const { root } = parse(text);
    const denying = root.children.filter(
      (node) =>
        node.kind === 'inner_attribute_item' &&
        /^#!\[\s*(cfg_attr\s*\(.*,\s*)?(deny|forbid)\s*\(/s.test(textOf(text, node)),
    );
    if (denying.length === 0) continue;
    let changed = text;
    for (const { start, end } of denying.toReversed()) {
      changed =
        changed.slice(0, start) + changed.slice(start, end).replace(/[^\n]+/g, '') + changed.slice(end);
    }
    await writeFile(path, changed);
  }
}
