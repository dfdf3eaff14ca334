// Splits the listed crates with the command and proves each: prints a table, and ends with 1 where one is not as expected.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, exitStatus } from '@flake-lattice/errors';
import { type ListedCrate, listedCrates } from './crate-list.js';
import { renderTable } from './crate-table.js';
import { fetchCrates, findCrate } from './fetch-crates.js';
import { judgeSplit, judgeTotals } from './judge-split.js';
import { sampleCrates } from './sample-crates.js';
import { type SplitOutcome, splitCrate } from './split-crate.js';

const root = join(import.meta.dirname, '../..');

interface Options {
  readonly sample?: string;
  readonly seed: string;
  readonly json?: true;
  readonly command?: string;
}

export function run(args: readonly string[], io: CommandIo = processIo()): Promise<number> {
  return runCommand<Options>(
    {
      name: 'node tools/bootstrap.mjs tools/crates/split-crates.ts',
      description: 'Splits crates of Debian into units, proves each, and prints a table.',
      examples: [
        {
          line: 'node tools/bootstrap.mjs tools/crates/split-crates.ts --sample 10 --seed 7',
          does: 'ten of them',
        },
      ],
      declare: (command) =>
        command
          .argument('[crates...]')
          .option('--sample <number>', 'take as many of the crates, by the seed')
          .option('--seed <number>', 'of the sample', '20')
          .option('--json', 'print the outcomes as JSON')
          .option('--command <path>', 'the program to split with, in place of this clone’s'),
      body: async ({ sample, seed, json, command }, names) => {
        const report = (line: string) => io.err(`    ${line}\n`);
        const listed = chooseCrates(names);
        const crates = sample === undefined ? listed : sampleCrates(listed, Number(sample), Number(seed));
        const { registry } = await fetchCrates({ root, env: io.env, report });
        const program =
          command === undefined ? ([process.execPath, commandOfClone] as const) : ([command] as const);
        const judged = await splitCrates(crates, { registry, command: program, env: io.env, report });
        const outcomes = judged.map(({ outcome }) => outcome);
        io.out(json ? `${JSON.stringify(outcomes, undefined, 2)}\n` : renderTable(outcomes));
        const faults = faultsOf(judged, sample === undefined && names.length === 0);
        for (const fault of faults) io.err(`${fault}\n`);
        return faults.length === 0 ? exitStatus.done : exitStatus.found;
      },
    },
    args,
    io,
  );
}

export const commandOfClone = join(root, 'packages/cli/bin/flake-lattice.js');

export interface JudgedSplit {
  readonly crate: ListedCrate;
  readonly outcome: SplitOutcome;
  /** What is not as expected; none if all is well. */
  readonly faults: readonly string[];
}

export interface SplitCratesOptions {
  readonly registry: string;
  readonly command: readonly [string, ...string[]];
  readonly env: CommandIo['env'];
  /** Called with a line after each crate. */
  readonly report: (line: string) => void;
}

/** One at a time, for cargo takes all processors; what is written is removed again. */
export async function splitCrates(
  crates: readonly ListedCrate[],
  { registry, command, env, report }: SplitCratesOptions,
): Promise<readonly JudgedSplit[]> {
  const work = await realpath(await mkdtemp(join(tmpdir(), 'split-crates-')));
  const judged: JudgedSplit[] = [];
  try {
    for (const crate of crates) {
      const folder = await findCrate(registry, crate.name);
      if (folder === undefined) throw new Error(`\`${crate.name}\` was not fetched`);
      const outcome = await splitCrate(crate.name, folder, { command, work, env });
      const faults = judgeSplit(crate.expectation, outcome);
      judged.push({ crate, outcome, faults });
      const end = outcome.report?.verdict ?? `status ${outcome.exitCode}`;
      report(
        `${judged.length} of ${crates.length}: ${crate.name}, ${end}${faults.length > 0 ? ', not as expected' : ''}`,
      );
      await rm(join(work, crate.name), { recursive: true, force: true });
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return judged;
}

/** `CRATE: SENTENCE` of each fault; what holds over all is asked where all were split. */
export function faultsOf(judged: readonly JudgedSplit[], isAll: boolean): readonly string[] {
  const totals = isAll
    ? judgeTotals(judged.map(({ crate, outcome }) => ({ expectation: crate.expectation, outcome })))
    : [];
  return [
    ...judged.flatMap(({ crate, faults }) => faults.map((fault) => `${crate.name}: ${fault}`)),
    ...totals.map((fault) => `all: ${fault}`),
  ];
}

function chooseCrates(names: readonly string[]): readonly ListedCrate[] {
  const unknown = names.filter((name) => listedCrates.every((crate) => crate.name !== name));
  if (unknown.length > 0) {
    throw new CodedError({
      code: 'USAGE',
      message: `\`${unknown.join('`, `')}\` is no listed crate`,
      hint: `any of: ${listedCrates.map(({ name }) => name).join(', ')}`,
    });
  }
  return names.length === 0 ? listedCrates : listedCrates.filter(({ name }) => names.includes(name));
}
