// `split`: makes each declaration of a crate a unit, a flake and a crate of its own, and gives the API back by a facade.
import { join, relative, resolve } from 'node:path';
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { granularities } from '@flake-lattice/config-builder';
import { CodedError, commandLine, type ExitStatus, exitStatus, isCodedError } from '@flake-lattice/errors';
import { applyTree, withRunLock } from '@flake-lattice/generated-tree';
import { findCargo } from '@flake-lattice/programs';
import type { FeatureSelection, Granularity, ProvenSplit, SplitOutcome } from '@flake-lattice/rust-units';
import { Option } from 'commander';
import { expandProject } from '../crates/expand-project.js';
import { placedInCrate } from '../crates/placed-in-crate.js';
import { headerOf } from '../crates/split-crate.js';
import { type SplitProject, splitProject } from '../crates/split-project.js';
import { buildReport, renderReport } from '../crates/split-report.js';
import { waitsFor } from '../generation/waits-for.js';
import { declareOutput, type Output, type OutputOptions, outputOf } from '../output.js';
import { planLattice } from '../project/plan-lattice.js';

interface SplitOptions extends OutputOptions {
  readonly out?: string;
  readonly granularity: Granularity;
  readonly maxBytes?: string;
  readonly features?: readonly string[];
  readonly defaultFeatures: boolean;
  readonly allFeatures?: true;
  readonly nixpkgs?: string;
  readonly verify?: true;
  readonly dryRun?: true;
}

export function split(io: CommandIo): CommandFace<SplitOptions> {
  return {
    name: 'split',
    description:
      'Splits a Rust library crate into units, a flake and a crate each, with a facade that gives its API back.',
    examples: [
      { line: 'flake-lattice split examples/tally --out units', does: 'the facade is units/tally' },
      { line: 'flake-lattice split ../semver --verify', does: "run the crate's own tests on both sides" },
      {
        line: 'flake-lattice split . --granularity module',
        does: 'one unit a module, where no circle arises',
      },
    ],
    declare: (command) => {
      command
        .argument('<crate>', 'the folder of the crate, the one with its Cargo.toml')
        .option(
          '--out <folder>',
          'where the lattice of the crate goes; its facade is a folder in it (default: generated)',
        )
        .addOption(
          new Option('--granularity <what>', 'what becomes a unit')
            .choices(granularities)
            .default('declaration' satisfies Granularity),
        )
        .option('--max-bytes <number>', 'let units grow up to this many bytes of code')
        .option('--features <names...>', 'switch these features on, by spaces or commas')
        .option('--no-default-features', 'switch the default features off')
        .option('--all-features', 'switch all features on')
        .option('--nixpkgs <reference>', 'the nixpkgs that the flakes take')
        .option('--verify', 'run the tests of the crate and of the facade, and compare them and the API')
        .option('--dry-run', 'write nothing, print the report');
      declareOutput(command);
    },
    body: (options, [folder = '']) => run(options, folder, io),
  };
}

async function run(options: SplitOptions, named: string, io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const crate = resolve(io.cwd, named);
  const to = resolve(io.cwd, options.out ?? 'generated');
  const { granularity } = options;
  // Loaded with its parser where it is needed alone.
  const { readCrateName, proveSplit, splitCrate } = await import('@flake-lattice/rust-units');
  const name = readCrateName(crate);
  const place = { crate, name, output: to, nixpkgs: options.nixpkgs };
  const found = await output.during(({ step }) => splitProject(place, io, step));
  const { project } = found;
  const facadeFolder = join(to, name);
  const maxBytes = maxBytesOf(options.maxBytes);
  const request = {
    folder: crate,
    facadeFolder,
    granularity,
    ...(maxBytes === undefined ? {} : { maxBytes }),
    features: featuresOf(options),
    header: headerOf(relative(project.lattice.folder, crate) || '.', commandOf(named, options)),
    env: io.env,
    findCargo: () => findCargo({ cwd: crate, env: io.env }),
  };
  let outcome: SplitOutcome | undefined;
  try {
    const start = performance.now();
    let verification: ProvenSplit['verification'] | undefined;
    await output.during(({ step }) =>
      placedInCrate({ folder: crate, cwd: io.cwd }, async () => {
        const told = { ...request, onStep: step };
        if (options.verify) ({ outcome, verification } = await proveSplit(told));
        else outcome = await splitCrate({ ...told, isToBeVerified: false });
      }),
    );
    if (outcome === undefined) throw new Error('a split ends with an outcome');
    const all = performance.now() - start;
    const steps = Object.values(outcome.times).reduce((sum, time) => sum + time, 0);
    const shown = relative(io.cwd, facadeFolder) || facadeFolder;
    const report = buildReport(
      outcome,
      granularity,
      shown,
      verification,
      options.verify ? all - steps : undefined,
    );
    const isWritten = report.verdict !== 'different' && !options.dryRun;
    if (isWritten) {
      const made = outcome;
      const onWait = (holder: string) => output.progress(waitsFor(holder));
      await withRunLock(to, { env: io.env, onWait }, () => write(made, found, output, io));
    }
    output.line(renderReport(report));
    output.json({ ...report, written: isWritten });
    if (report.verdict !== 'different') return exitStatus.done;
    output.note('nothing was written, since the facade is not as the crate is');
    return exitStatus.found;
  } finally {
    await outcome?.remove();
  }
}

async function write(
  { split: made }: SplitOutcome,
  { project, beside, notes, isInGit }: SplitProject,
  output: Output,
  io: CommandIo,
): Promise<void> {
  const expanded = await expandProject(project, { ...io, splitCrate: async () => made });
  const { tree } = await planLattice(expanded, io).catch((fault: unknown) => {
    if (!isCodedError(fault) || !['LOCK_FAILED', 'NIX_MISSING', 'NIX_TOO_OLD'].includes(fault.code))
      throw fault;
    output.note(`no lock was written: ${fault.message}`);
    return planLattice(expanded, io, { withoutLocks: true });
  });
  const files = [...tree.files.filter(({ path }) => path !== '.lattice/schema.json'), ...beside];
  const { files: applied } = await applyTree({ ...tree, files }, { env: io.env, edited: 'leave' });
  for (const { path, outcome } of applied) if (outcome !== 'unchanged') output.detail(`${outcome} ${path}`);
  const edited = applied.filter(({ outcome }) => outcome === 'edited');
  for (const { path } of edited) output.note(`${path} was edited by hand, and is left as it is`);
  for (const note of notes) output.note(note);
  if (!isInGit)
    output.note('the folder lies in no git repository: cargo builds it, Nix needs `git init` and `git add`');
}

function maxBytesOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new CodedError({
    code: 'USAGE',
    message: `\`${text}\` is no number of bytes`,
    hint: 'give --max-bytes a number such as 4000',
  });
}

function featuresOf({ features = [], defaultFeatures, allFeatures }: SplitOptions): FeatureSelection {
  const names = features.flatMap((part) => part.split(/[\s,]+/)).filter((name) => name !== '');
  return { defaults: defaultFeatures, all: Boolean(allFeatures), names: [...new Set(names)].sort() };
}

/** What makes the same again; whether it was verified is no part of it. */
function commandOf(named: string, options: SplitOptions): string {
  const { out, granularity, maxBytes, features = [], defaultFeatures, allFeatures, nixpkgs } = options;
  return commandLine([
    ...['flake-lattice', 'split', named],
    ...(out === undefined ? [] : ['--out', out]),
    ...(granularity === 'declaration' ? [] : ['--granularity', granularity]),
    ...(maxBytes === undefined ? [] : ['--max-bytes', maxBytes]),
    ...(features.length === 0 ? [] : ['--features', features.join(',')]),
    ...(defaultFeatures ? [] : ['--no-default-features']),
    ...(allFeatures ? ['--all-features'] : []),
    ...(nixpkgs === undefined ? [] : ['--nixpkgs', nixpkgs]),
  ]);
}
