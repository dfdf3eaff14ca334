// Judges a split by rustc: takes a crate, has its packages checked, and plans anew until they compile or stay together.
import { type BuiltSplit, buildSplit, type SplitChoices } from '../build-split.js';
import { errorsOf, parseCargoMessages, type RustcMessage } from '../cargo/messages.js';
import type { LinkedCrate } from '../link-crate.js';
import { noRepairs, type Repairs } from '../plan/plan-groups.js';
import type { Granularity } from '../split.js';
import type { RustParser } from '../syntax/rust-parser.js';
import { callCargo } from '../verify/cut-surroundings.js';
import { type CargoSurroundings, featureArguments } from '../verify/test-run.js';
import { findRepairs } from './find-repairs.js';
import { writePackages } from './write-packages.js';

export interface Judged {
  readonly built: BuiltSplit;
  readonly repairs: Repairs;
  /** How often rustc was asked. */
  readonly rounds: number;
  /** What it says still; nothing where all compiles. */
  readonly errors: readonly RustcMessage[];
}

export interface JudgeOptions extends CargoSurroundings {
  /** An absolute path: the packages are written there. */
  readonly folder: string;
  readonly onRound?: (round: number, errors: readonly RustcMessage[]) => void;
}

/** Each round asks for more to stay together than the one before, so that there is an end. */
const mostRounds = 24;
const coarser: Readonly<Record<Granularity, Granularity | undefined>> = {
  declaration: 'module',
  module: 'crate',
  crate: undefined,
};

export async function judgeSplit(
  crate: LinkedCrate,
  choices: SplitChoices,
  parse: RustParser,
  options: JudgeOptions,
): Promise<Judged> {
  let rounds = 0;
  let last: Judged | undefined;
  for (
    let granularity: Granularity | undefined = choices.granularity;
    granularity;
    granularity = coarser[granularity]
  ) {
    let repairs: Repairs = choices.repairs ?? noRepairs;
    for (let round = 0; round < mostRounds; round += 1) {
      const built = buildSplit(crate, { ...choices, granularity, repairs }, parse);
      await writePackages(built.split, options.folder);
      const errors = await check(options);
      rounds += 1;
      options.onRound?.(rounds, errors);
      last = { built, repairs, rounds, errors };
      if (errors.length === 0) {
        if (built.repeated.length === 0 || (await findsDoctests(options))) return last;
        repairs = { ...repairs, unrepeated: built.repeated };
        continue;
      }
      const facade = built.split.facade.files.find(({ path }) => path === 'lib.rs') as { contents: string };
      const lines = facade.contents.split('\n');
      const more = findRepairs(
        errors,
        {
          plans: built.plans,
          declarations: crate.declarations,
          closed: built.closed,
          libOf: (folder) => `${crate.manifest.libName}__${folder}`,
          facadeLine: (line) => lines[line - 1] ?? '',
        },
        repairs,
      );
      if (more === undefined) break;
      repairs = more;
    }
  }
  return last as Judged;
}

async function check(options: JudgeOptions): Promise<readonly RustcMessage[]> {
  const { stdout, stderr, exitCode } = await callCargo(
    options.folder,
    [
      'check',
      '--workspace',
      '--lib',
      '--bins',
      '--keep-going',
      '--message-format=json',
      ...featureArguments(options.features),
    ],
    options,
  );
  const errors = errorsOf(parseCargoMessages(stdout).messages);
  if (errors.length === 0 && exitCode !== 0) throw new Error(`cargo check: ${stderr}`);
  return errors;
}

/** Whether rustdoc can read the facade as it does to look for tests. Nothing is compiled but what it has to know of units. */
async function findsDoctests(options: JudgeOptions): Promise<boolean> {
  const { exitCode } = await callCargo(
    options.folder,
    ['rustdoc', '--lib', ...featureArguments(options.features), '--', '--test', '--test-args=--list'],
    options,
  );
  return exitCode === 0;
}
