// Runs all tests of a crate, doctests included: takes its folder, gives each test by name with how it ended.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCargo } from '@flake-lattice/programs';
import toml from '@iarna/toml';
import { buildTestPrograms, firstLine } from './build-test-programs.js';
import { nameDoctests } from './doctest-names.js';
import { parseTestOutput } from './parse-test-output.js';
import { runTestProgram } from './run-test-program.js';
import {
  type CargoSurroundings,
  featureArguments,
  sortResults,
  type TestResult,
  type TestRun,
} from './test-run.js';

export interface RunTestsOptions extends CargoSurroundings {
  /** Milliseconds for one test program; default ten minutes. */
  readonly timeout?: number;
}

/**
 * The folder's own package alone, whatever workspace it lies in. A program's exit status is never believed: what counts
 * is which tests it lists, and what it prints of each.
 */
export async function runTests(folder: string, options: RunTestsOptions): Promise<TestRun> {
  const { timeout = 600_000 } = options;
  const manifest = await readManifest(folder);
  const env = { ...options.env, RUST_BACKTRACE: '0', ...packageVariables(folder, manifest, options) };
  const built = await buildTestPrograms(folder, options);
  const results: TestResult[] = [];
  for (const program of built.programs) {
    const harness = hasHarness(manifest, program.target);
    results.push(...(await runTestProgram(program, { cwd: folder, env, harness, timeout })));
  }
  const doctests = await runDoctests(folder, { ...options, timeout });
  return {
    results: sortResults([...results, ...doctests.results]),
    faults: [...built.faults, ...doctests.faults],
  };
}

async function runDoctests(folder: string, options: RunTestsOptions): Promise<TestRun> {
  const { cargo, env, configs, targetFolder, features, timeout } = options;
  const { stdout, stderr, exitCode } = await runCargo(
    cargo,
    ['test', '--doc', '--no-fail-fast', ...featureArguments(features)],
    {
      cwd: folder,
      env: { ...env, RUST_BACKTRACE: '0', RUST_TEST_THREADS: '4' },
      ...(timeout ? { timeout } : {}),
      ...(configs ? { configs } : {}),
      ...(targetFolder ? { targetFolder } : {}),
    },
  );
  const { tests, counted } = parseTestOutput(stdout);
  const isWhole = counted === tests.length || (counted === undefined && tests.length === 0 && exitCode === 0);
  const hasNone = stderr.includes('no library targets found');
  if (isWhole || hasNone) return { results: nameDoctests(tests), faults: [] };
  const fault =
    counted === undefined
      ? `doctests do not run: ${firstLine(stderr)}`
      : `rustdoc counts ${counted} doctests and names ${tests.length}`;
  return { results: nameDoctests(tests), faults: [fault] };
}

interface Manifest {
  readonly package?: { readonly name?: string; readonly version?: string };
  readonly lib?: { readonly harness?: boolean };
  readonly bin?: readonly { readonly name?: string; readonly harness?: boolean }[];
  readonly test?: readonly { readonly name?: string; readonly harness?: boolean }[];
}

async function readManifest(folder: string): Promise<Manifest> {
  return toml.parse(await readFile(join(folder, 'Cargo.toml'), 'utf8')) as Manifest;
}

function hasHarness({ lib, bin = [], test = [] }: Manifest, target: string): boolean {
  if (target === 'lib') return lib?.harness !== false;
  const [kind, name] = target.split('/');
  return (kind === 'tests' ? test : bin).find((entry) => entry.name === name)?.harness !== false;
}

/** Those of cargo that a test may read while it runs. */
function packageVariables(folder: string, { package: own }: Manifest, { cargo }: CargoSurroundings) {
  return {
    CARGO: cargo.path,
    CARGO_MANIFEST_DIR: folder,
    CARGO_PKG_NAME: own?.name,
    CARGO_PKG_VERSION: typeof own?.version === 'string' ? own.version : undefined,
  };
}
