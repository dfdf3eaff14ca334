// Crates of Debian are split into units and proven: a sample with `npm test`, all of the list with `npm run prove`.
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { listedCrates } from '../crates/crate-list.js';
import { renderTable } from '../crates/crate-table.js';
import { fetchCrates } from '../crates/fetch-crates.js';
import { sampleCrates } from '../crates/sample-crates.js';
import { commandOfClone, faultsOf, type JudgedSplit, splitCrates } from '../crates/split-crates.js';
import { isDebianKin, parseOsRelease } from '../set-up/os-release.js';
import { workspaceRoot } from '../testing/nixes.js';
import { seed } from '../testing/random.js';

const count = Number(process.env.FLAKE_LATTICE_CRATES ?? 10);
const crates = sampleCrates(listedCrates, count, seed);
const report = (line: string) => void process.stderr.write(`    ${line}\n`);
const judged: JudgedSplit[] = [];
let canRun = false;

beforeAll(async () => {
  const system = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  canRun = process.platform === 'linux' && isDebianKin(system);
  if (canRun) await fetchCrates({ root: workspaceRoot, env: process.env, report });
  else if (process.env.CI) throw new Error('crates of Debian can be fetched on its kin alone');
  else process.stderr.write('\nNOT RUN: crates of Debian can be fetched on its kin alone\n');
}, 600_000);

test.each(crates.map(({ name, expectation }) => ({ name, expectation })))(
  '$name ends as expected: $expectation',
  async (crate) => {
    if (!canRun) return;
    const { registry } = await fetchCrates({ root: workspaceRoot, env: process.env, report });
    const command = [process.execPath, commandOfClone] as const;
    const [one] = await splitCrates([crate], { registry, command, env: process.env, report: () => {} });
    judged.push(one as JudgedSplit);
    expect(one?.faults).toEqual([]);
  },
  1_800_000,
);

test('over all, most declarations are units', () => {
  if (!canRun) return;
  process.stderr.write(`\n${renderTable(judged.map(({ outcome }) => outcome))}\n`);
  const isAll = judged.length === listedCrates.length;
  expect(
    faultsOf(
      judged.map((one) => ({ ...one, faults: [] })),
      isAll,
    ),
  ).toEqual([]);
});
