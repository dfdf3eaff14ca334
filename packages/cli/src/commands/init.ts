// `init`: begins a lattice, in a new repository or in one of the user's, whose root flake then takes it in.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus, quoteForShell } from '@flake-lattice/errors';
import { applyInit } from '../init/apply-init.js';
import { chooseStart } from '../init/choose-start.js';
import { confirm, isSomebodyThere, notConfirmed } from '../init/confirm.js';
import { type InitPlan, planInit } from '../init/plan-init.js';
import { dataOf, diffOf, filesOf, isRootChanged, nextCommands, rootDiffOf } from '../init/show-init.js';
import { defaultStart, startNames, starts } from '../init/starts/starts.js';
import { declareOutput, type Output, type OutputOptions, outputOf } from '../output.js';

interface InitOptions extends OutputOptions {
  readonly yes?: true;
  readonly hostTools?: true;
  readonly template?: string;
  readonly nixpkgs?: string;
  readonly name: string;
  readonly output: string;
  readonly dryRun?: true;
}

export function init(io: CommandIo): CommandFace<InitOptions> {
  return {
    name: 'init',
    description:
      'Begins a lattice in a folder: lattice.toml, a root flake that takes it in, and what direnv and git need. Makes a git repository where there is none, and overwrites nothing.',
    examples: [
      { line: 'flake-lattice init', does: 'here; what would be written is shown, and asked about' },
      { line: 'flake-lattice init my-project --yes', does: 'in a new folder, without asking' },
      { line: 'flake-lattice init --template rust', does: 'with a Rust crate that is split by declaration' },
      { line: 'flake-lattice init --host-tools', does: 'with a stand-in for nixpkgs, for working offline' },
      { line: 'flake-lattice init --dry-run', does: 'write nothing, print the difference' },
    ],
    declare: (command) => {
      command
        .argument('[dir]', 'the folder; made where it is missing (default: this one)')
        .option('-y, --yes', 'write without asking')
        .option('--template <start>', templateHelp)
        .option('--host-tools', 'take a stand-in for nixpkgs that uses the tools of this machine')
        .option('--nixpkgs <url>', "the nixpkgs to take (default: the root flake's, else the newest)")
        .option('--name <name>', 'what the root flake calls the lattice', 'lattice')
        .option('--output <folder>', 'the folder that flakes are generated into', 'generated')
        .option('--dry-run', 'write nothing, print the difference');
      declareOutput(command);
    },
    body: (options, [folder = '.']) => run(options, folder, io),
  };
}

const templateHelp = `what it begins with: ${startNames
  .map((name) => `${name}, ${starts[name].description}`)
  .join('; ')} (default: asked on a terminal, else ${defaultStart})`;

async function run(options: InitOptions, folder: string, io: CommandIo): Promise<ExitStatus> {
  const { name, output: generated, nixpkgs, hostTools, dryRun } = options;
  if (hostTools && nixpkgs !== undefined) throw contradiction();
  const asks = !options.yes && !dryRun;
  if (asks && (options.json || !isSomebodyThere(io))) throw notConfirmed(withoutAsking(folder));
  const output = outputOf(io, options);
  const template = await chooseStart(options.template, asks);
  if (template === undefined) return nothingWritten(output);
  const plan = await planInit(
    {
      folder,
      name,
      output: generated,
      hostTools: Boolean(hostTools),
      template,
      nixpkgs,
      onProgress: output.progress,
    },
    io,
  );
  for (const note of [...plan.notes, ...plan.root.plan.notes]) output.note(note);
  if (dryRun) {
    output.json({ ...dataOf(plan, io, false), diff: diffOf(plan, io.cwd) });
    output.line(diffOf(plan, io.cwd).trimEnd());
    return exitStatus.done;
  }
  if (asks && !(await isWanted(plan, io))) return nothingWritten(output);
  await applyInit(plan, io);
  print(plan, output, io);
  return exitStatus.done;
}

function nothingWritten(output: Output): ExitStatus {
  output.progress('nothing was written');
  return exitStatus.refused;
}

async function isWanted(plan: InitPlan, io: CommandIo): Promise<boolean> {
  if (plan.root.flake.text !== undefined) io.err(rootDiffOf(plan));
  const files = filesOf(plan, io.cwd).filter(({ outcome }) => outcome !== 'unchanged');
  for (const { file, outcome } of files) io.err(`would be ${outcome}  ${file}\n`);
  return confirm('Write this?');
}

function print(plan: InitPlan, output: Output, io: CommandIo): void {
  output.json(dataOf(plan, io, true));
  for (const { file, outcome } of filesOf(plan, io.cwd)) output.line(`${outcome.padEnd(9)}  ${file}`);
  for (const reason of plan.root.plan.reasons) output.detail(`           ${reason}`);
  if (isRootChanged(plan.root) && plan.root.flake.text !== undefined) output.progress(howToUse(plan));
  output.progress('next:');
  for (const line of nextCommands(plan, io)) output.progress(`  ${line}`);
}

/** A flake of the user's takes the lattice in, and its outputs stay as they are. */
function howToUse({ root, name, template }: InitPlan): string {
  const isArgument = root.plan.reasons.some((reason) => reason.endsWith('as an argument'));
  const example = `${isArgument ? '' : 'inputs.'}${name}.packages.\${system}.${starts[template].node}`;
  return `the outputs of ${root.shown} can use it now, as in: ${example}`;
}

function withoutAsking(folder: string): string {
  return `flake-lattice init${folder === '.' ? '' : ` ${quoteForShell(folder)}`} --yes`;
}

function contradiction(): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: '`--host-tools` and `--nixpkgs` contradict each other',
    hint: 'give one of them',
  });
}
