// The comparison with real rust-analyzer: on a small crate wherever it is there, on all of the list with `npm run prove`.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCargo } from '@flake-lattice/programs';
import { type LinkedDeclaration, readLinks } from '@flake-lattice/rust-units';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listedCrates } from '../crates/crate-list.js';
import { sampleCrates } from '../crates/sample-crates.js';
import { isDebianKin, parseOsRelease } from '../set-up/os-release.js';
import { captureIo } from '../testing/capture-io.js';
import { workspaceRoot } from '../testing/nixes.js';
import { seed } from '../testing/random.js';
import { type Comparison, compareCrate } from './compare-crate.js';
import { copyLibrary } from './copy-library.js';
import { checkCrates, faultsOf, run } from './cross-check.js';
import { fetchRustAnalyzer } from './fetch-rust-analyzer.js';
import { findReferences, type References } from './find-references.js';
import { indexCrate } from './index-crate.js';
import { renderTable } from './scip-table.js';
import { writeSmallCrate } from './small-crate.fixture.js';

const { env } = process;
const crates = sampleCrates(listedCrates, Number(env.FLAKE_LATTICE_SCIP ?? 0), seed);
const report = (line: string) => void process.stderr.write(`    ${line}\n`);
let work: string;
let declarations: readonly LinkedDeclaration[];
let found: References | undefined;

/** It is brought for this alone: without being asked, only what is there is used. */
async function canRun(): Promise<boolean> {
  const system = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  const isThere = existsSync(join(workspaceRoot, '.toolchain/rust-analyzer/stamp.json'));
  if (isThere) return true;
  const why = isDebianKin(system)
    ? 'rust-analyzer is not there yet: npm run scip -- fnv'
    : 'rust-analyzer can be fetched on Debian and its kin alone';
  if (isDebianKin(system) && env.CI) return true;
  if (env.CI) throw new Error(why);
  process.stderr.write(`\nNOT RUN: ${why}\n`);
  return false;
}

beforeAll(async () => {
  work = await realpath(await mkdtemp(join(tmpdir(), 'scip-test-')));
  if (!(await canRun())) return;
  const analyzer = await fetchRustAnalyzer({ root: workspaceRoot, env, report });
  const cargo = await findCargo({ cwd: workspaceRoot, env });
  await writeSmallCrate(join(work, 'small'));
  const copy = join(work, 'copy');
  await copyLibrary(join(work, 'small'), copy);
  const { index } = await indexCrate(copy, { analyzer, cargo, work, env });
  declarations = await readLinks(copy);
  const texts = new Map<string, string>();
  for (const { path } of index.documents) texts.set(path, await readFile(join(copy, path), 'utf8'));
  found = findReferences(index, declarations, (path) => texts.get(path) ?? '');
}, 600_000);

afterAll(() => rm(work, { recursive: true, force: true }));

/** @param without an edge that the resolver is to have missed */
function compare(without?: readonly [from: string, to: string]): Comparison | undefined {
  if (found === undefined) return undefined;
  const changed = new Map(
    declarations.map((one) => [
      one,
      one.key === without?.[0] ? { ...one, needs: one.needs.filter(({ key }) => key !== without[1]) } : one,
    ]),
  );
  const now = (one: LinkedDeclaration) => changed.get(one) as LinkedDeclaration;
  const references = found.references.map((one) => ({
    ...one,
    from: [now(one.from[0])] as const,
    to: [now(one.to[0])] as const,
  }));
  const compiled = new Set([...found.compiled].map(now));
  return compareCrate([...changed.values()], { ...found, references, compiled });
}

test('all that rust-analyzer tells is found, and what is not compiled is left out', () => {
  const comparison = compare();
  if (comparison === undefined) return;
  expect(comparison.missing).toEqual([]);
  expect(comparison.undeclared).toEqual([]);
  expect(comparison.notCompiled).toBe(1);
  expect(comparison.unplaced).toBe(0);
});

test('edges that it does not tell have their reasons', () => {
  const edges = compare()?.beyondEdges.map(({ from, to, reason }) => `${reason}: ${from} -> ${to}`);
  if (edges === undefined) return;
  expect([...edges].sort()).toEqual([
    'macro: doubled function -> helper function',
    'trait: Reach struct -> shapes::Area trait',
    'trait: field function -> shapes::Area trait',
    'trait: total function -> shapes::Area trait',
  ]);
});

test.each([
  ['doubled function', 'scale function', 'src/lib.rs:20'],
  ['scale function', 'limits::LEAST constant', 'src/lib.rs:17'],
  ['total function', 'shapes::Square struct', 'src/lib.rs:23'],
  ['side function', 'biggest function', 'src/lib.rs:28'],
])('where %s were not linked to %s, that would be told', (from, to, place) => {
  const comparison = compare([from, to]);
  if (comparison === undefined) return;
  expect(comparison.missing).toContainEqual(expect.objectContaining({ from, to, place }));
});

test('of a list of crates none has an edge that the resolver misses', async () => {
  if (found === undefined || crates.length === 0) return;
  const checked = await checkCrates(
    crates.map(({ name }) => name),
    { env, report },
  );
  process.stderr.write(`\n${renderTable(checked)}\n`);
  expect(checked.flatMap(faultsOf)).toEqual([]);
  expect(
    checked.map(({ comparison }) => comparison.byName).reduce((all, one) => all + one, 0),
  ).toBeGreaterThan(crates.length);
}, 3_600_000);

test('a crate that was not fetched is a mistake', async () => {
  if (found === undefined) return;
  const io = captureIo();
  expect(await run(['fnv', 'nonsense'], io)).toBe(2);
  expect(io.printed.err).toContain('error[USAGE]: `nonsense` is no crate that is fetched');
});
