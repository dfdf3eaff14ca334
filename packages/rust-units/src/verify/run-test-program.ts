// Runs one test program: takes its path and the folder of its crate, gives how each test that it lists ended.
import { dirname } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import type { BuiltProgram } from '../cargo/messages.js';
import { type PrintedTest, parseTestList, parseTestOutput } from './parse-test-output.js';
import type { TestResult } from './test-run.js';

export interface TestProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** False for a program that is not made with libtest: it is one test, and how it exits is its end. */
  readonly harness: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

export async function runTestProgram(
  { target, executable }: BuiltProgram,
  { cwd, env, harness, timeout }: TestProgramOptions,
): Promise<readonly TestResult[]> {
  // As cargo has it: libraries that are loaded at run time lie beside the program.
  const libraries = [dirname(executable), dirname(dirname(executable)), env.LD_LIBRARY_PATH].filter(Boolean);
  // With one thread libtest prints a name before the test runs, and what the test prints gets in between. It is told by
  // the environment, since a test may read the arguments of its program.
  const variables = { ...env, LD_LIBRARY_PATH: libraries.join(':'), RUST_TEST_THREADS: '4' };
  const options = { cwd, env: variables, timeout };
  if (!harness) {
    const { exitCode } = await runProgram(executable, [], options);
    return [{ target, name: 'main', outcome: exitCode === 0 ? 'ok' : 'failed' }];
  }
  const listed = parseTestList((await runProgram(executable, ['--list'], options)).stdout);
  const { stdout } = await runProgram(executable, [], options);
  return matchList(target, listed, parseTestOutput(stdout).tests);
}

/** Each listed test has one end; of one that was run and not listed, nothing is lost either. */
export function matchList(
  target: string,
  listed: readonly string[],
  printed: readonly PrintedTest[],
): readonly TestResult[] {
  const open = [...printed];
  const results = listed.map((name): TestResult => {
    const index = open.findIndex((test) => test.name === name || fullName(test) === name);
    const [found] = index === -1 ? [] : open.splice(index, 1);
    return { target, name, outcome: found?.outcome ?? 'lost' };
  });
  return [
    ...results,
    ...open.map((test): TestResult => ({ target, name: test.name, outcome: test.outcome })),
  ];
}

function fullName({ name, kind }: PrintedTest): string {
  return kind === undefined ? name : `${name} - ${kind}`;
}
