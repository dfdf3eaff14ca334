import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { captureIo } from '../testing/capture-io.js';
import { reportOf } from './report.fixture.js';
import { faultsOf, run, splitCrates } from './split-crates.js';

let folder: string;

/** A command that prints what its crate's folder holds, and refuses where that is nothing. */
const command = `#!/bin/sh
[ "$1 $3 $5 $6" = "split --out --verify --json" ] || exit 70
cat "$2/report.json" 2>/dev/null && exit 0
echo "error[DEPENDENCY_MISSING]: the crate depends on \\\`x\\\`" >&2
exit 2
`;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'crates-')));
  await writeFile(join(folder, 'command'), command);
  await chmod(join(folder, 'command'), 0o755);
  for (const [name, report] of [
    ['fnv-1.0.7', reportOf('fnv')],
    ['rand-0.8.5', undefined],
    ['rand_core-0.6.3', reportOf('rand_core')],
  ] as const) {
    await mkdir(join(folder, 'registry', name), { recursive: true });
    if (report) await writeFile(join(folder, 'registry', name, 'report.json'), JSON.stringify(report));
  }
});

afterAll(() => rm(folder, { recursive: true }));

const split = (names: readonly string[], expectation: 'split' | 'any') =>
  splitCrates(
    names.map((name) => ({ name, expectation })),
    {
      registry: join(folder, 'registry'),
      command: [join(folder, 'command')],
      env: { PATH: '/usr/bin:/bin' },
      report: () => {},
    },
  );

test('runs the command on each and judges what it reports', async () => {
  const judged = await split(['fnv', 'rand'], 'split');
  expect(judged.map(({ outcome }) => outcome.report?.crate)).toEqual(['fnv', undefined]);
  expect(faultsOf(judged, true)).toEqual([
    'rand: it was refused with DEPENDENCY_MISSING: error[DEPENDENCY_MISSING]: the crate depends on `x`',
  ]);
});

test('a refusal is well where anything is expected', async () => {
  expect(faultsOf(await split(['rand'], 'any'), true)).toEqual([]);
});

test('a crate that is not listed is a mistake', async () => {
  const io = captureIo();
  expect(await run(['fnv', 'nonsense'], io)).toBe(2);
  expect(io.printed.err).toContain('error[USAGE]: `nonsense` is no listed crate');
});
