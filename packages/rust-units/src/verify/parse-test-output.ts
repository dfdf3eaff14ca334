// Reads what a test program of libtest prints: the tests that it lists, how each ended, and how many it says there were.
import type { TestOutcome } from './test-run.js';

export interface PrintedTest {
  readonly name: string;
  /** What stands behind a name: `should panic`, and of doctests `compile` and `compile fail`. */
  readonly kind: string | undefined;
  readonly outcome: TestOutcome;
}

export interface TestOutput {
  readonly tests: readonly PrintedTest[];
  /** What the last line says; absent where the program ended before. */
  readonly counted: number | undefined;
}

/** The name is as it is printed; a test that prints to the same stream without a line break may stand before it. */
const line = /test (.+?)(?: - (should panic|compile fail|compile))? \.\.\. (ok|FAILED|ignored)(?:, .*)?$/;
const summary = /^test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored;/;
const outcomes = { ok: 'ok', FAILED: 'failed', ignored: 'ignored' } as const;

export function parseTestOutput(text: string): TestOutput {
  const tests: PrintedTest[] = [];
  let counted: number | undefined;
  for (const printed of text.split('\n')) {
    const total = summary.exec(printed);
    // Doctests of one crate may come in several parts, each with a summary.
    if (total) counted = (counted ?? 0) + Number(total[1]) + Number(total[2]) + Number(total[3]);
    const match = line.exec(printed);
    if (!match) continue;
    const [, name = '', kind, outcome] = match;
    tests.push({ name, kind, outcome: outcomes[outcome as keyof typeof outcomes] });
  }
  return { tests, counted };
}

/** What `--list` prints: `NAME: test`; benchmarks are left out. */
export function parseTestList(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((printed) => printed.endsWith(': test'))
    .map((printed) => printed.slice(0, -': test'.length));
}
