// `npm test`: lint and format, types, the direction of imports, and all tests, with the set-up that they need.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processIo } from '@flake-lattice/command-shell';
import { exitStatus, formatError, isCodedError } from '@flake-lattice/errors';
import { runDependency } from '../dependency/run-dependency.js';
import { setUpToolchain } from '../set-up/set-up.js';
import { formatRow } from '../start/table.js';

const root = join(import.meta.dirname, '../..');
const counts = join(root, '.nx', 'test-counts.json');

interface Check {
  readonly title: string;
  readonly dependency: readonly [name: string, command?: string];
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  {
    title: 'lint and format',
    dependency: ['@biomejs/biome'],
    args: ['check', '--error-on-warnings', '.'],
  },
  { title: 'types', dependency: ['typescript', 'tsc'], args: ['-p', 'tsconfig.json'] },
  {
    title: 'types of the page',
    dependency: ['typescript', 'tsc'],
    args: ['-p', 'packages/lattice-page/src/page'],
  },
  {
    title: 'imports run one way',
    dependency: ['dependency-cruiser', 'depcruise'],
    args: ['packages', 'tools', 'nix', '--config', '.dependency-cruiser.mjs'],
  },
];

/** @param args go to jest: `npm test -- packages/nix-text` runs the tests of one package */
export async function run(args: readonly string[], io = processIo()): Promise<number> {
  try {
    const report = (line: string) => io.err(`    ${line}\n`);
    await setUpToolchain({ root, env: process.env, forTests: true, report });
  } catch (error) {
    if (!isCodedError(error)) throw error;
    io.err(formatError(error));
    return exitStatus.refused;
  }
  let failed = 0;
  for (const check of checks) failed += (await runCheck(check, io.out)) ? 0 : 1;
  const passed = checks.length - failed;
  const tests = await runTests(args, io.err);
  io.out(`${passed + tests.passed} passed, ${failed + tests.failed} failed\n`);
  return failed + tests.failed === 0 && tests.exitCode === 0 ? exitStatus.done : exitStatus.found;
}

async function runCheck(
  { title, dependency: [name, command], args }: Check,
  out: (text: string) => void,
): Promise<boolean> {
  const begun = performance.now();
  // The linter keeps a folder in the user's cache unless it is told of another.
  const env = { ...process.env, XDG_CACHE_HOME: join(root, '.nx', 'checks') };
  const result = await runDependency(name, args, { root, env }, command);
  const ok = result.exitCode === 0;
  const time = performance.now() - begun;
  out(
    `${formatRow({ mark: ok ? '✔' : '✖', title, outcome: ok ? 'passed' : 'failed', where: '', time }).trimEnd()}\n`,
  );
  if (!ok) out(result.stdout + result.stderr);
  return ok;
}

async function runTests(
  args: readonly string[],
  err: (text: string) => void,
): Promise<{ readonly passed: number; readonly failed: number; readonly exitCode: number }> {
  await rm(counts, { force: true });
  const { exitCode } = await runDependency('jest', ['--json', '--outputFile', counts, ...args], {
    root,
    nodeOptions: ['--experimental-vm-modules', '--no-warnings'],
    onErrorLine: (line) => err(`${line}\n`),
  });
  const text = await readFile(counts, 'utf8').catch(() => '{}');
  const { numPassedTests = 0, numFailedTests = 0, numFailedTestSuites = 0 } = JSON.parse(text);
  return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites), exitCode };
}
