// Splits one crate with the command and proves it: takes the folder, gives what the command reports, or why it refused.
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';

/** The part of the command's report that is looked at here. */
export interface SplitReport {
  readonly crate: string;
  readonly version: string;
  readonly verdict: 'split' | 'coarser' | 'different';
  readonly granularity: string;
  readonly declarations: number;
  readonly units: number;
  readonly lines: number;
  /** Absent where there are no units. */
  readonly biggestUnit?: { readonly name: string; readonly lines: number; readonly share: number };
  readonly merges: readonly { readonly reason: string }[];
  readonly tests: {
    readonly original: number;
    readonly facade: number;
    readonly missing: readonly string[];
    readonly additional: readonly string[];
    readonly different: readonly unknown[];
    readonly failing?: readonly string[];
    readonly cut: readonly unknown[];
    readonly kept: number;
    readonly of: number;
  };
  /** Sentences; what is only more public than it was says so at its end. */
  readonly api: readonly string[];
}

export type SplitOutcome = {
  readonly name: string;
  readonly seconds: number;
} & (
  | { readonly report: SplitReport; readonly exitCode: number }
  /** A coded error: its code, or none where the command failed in another way. */
  | {
      readonly report?: undefined;
      readonly exitCode: number;
      readonly code: string | undefined;
      readonly stderr: string;
    }
);

export interface SplitCrateOptions {
  /** The command with its first arguments: `node`, `…/flake-lattice.js`. */
  readonly command: readonly [string, ...string[]];
  /** Absolute path of a folder that this run may fill. */
  readonly work: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export async function splitCrate(
  name: string,
  folder: string,
  options: SplitCrateOptions,
): Promise<SplitOutcome> {
  const { work, env } = options;
  const [program, ...first] = options.command;
  const started = performance.now();
  const args = [...first, 'split', folder, '--out', join(work, name), '--verify', '--json'];
  const { stdout, stderr, exitCode } = await runProgram(program, args, { cwd: work, env });
  const seconds = (performance.now() - started) / 1000;
  const report = parseReport(stdout);
  if (report !== undefined) return { name, seconds, report, exitCode };
  return { name, seconds, exitCode, code: /^error\[([A-Z_]+)\]/m.exec(stderr)?.[1], stderr };
}

function parseReport(stdout: string): SplitReport | undefined {
  try {
    const report = JSON.parse(stdout) as SplitReport;
    return typeof report.verdict === 'string' ? report : undefined;
  } catch {
    return undefined;
  }
}
