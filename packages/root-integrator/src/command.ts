// The command root-integrator: parses its options, composes the layer, writes the flake and prints what came of it.
import { type CommandFace, type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { formatDiff } from '@flake-lattice/generated-tree';
import { checkNotSelf, readFollowsArgument, readInputArgument } from './input-argument.js';
import { integrate } from './integrate.js';
import { formatReport } from './report.js';
import { writeRoot } from './write-root.js';

interface Options {
  readonly flake: string;
  readonly input?: readonly string[];
  readonly follows?: readonly string[];
  readonly replaces?: string;
  readonly remove?: readonly string[];
  readonly dryRun?: true;
  readonly check?: true;
  readonly json?: true;
}

export function run(args: readonly string[], io: CommandIo = processIo()): Promise<ExitStatus> {
  return runCommand(face(io), args, io);
}

function face(io: CommandIo): CommandFace<Options> {
  return {
    name: 'root-integrator',
    description:
      "Edits a person's flake.nix so that it takes other flakes in; every other byte stays as it is.",
    examples: [
      { line: 'root-integrator --input configFlake=./target/generated-flake', does: 'take a flake in' },
      { line: 'root-integrator --input new=./generated --replaces old', does: 'in place of another input' },
      { line: 'root-integrator --input lattice=./generated', does: 'take the hub of all nodes in' },
      { line: 'root-integrator --follows seed=lattice/config-seed', does: 'and one of its nodes by a name' },
      { line: 'root-integrator --remove old', does: 'take an input out that nothing uses' },
      { line: 'root-integrator --input new=./generated --dry-run', does: 'print what would change' },
    ],
    declare: (command) =>
      command
        .option('--flake <file>', 'the flake to edit, or its folder; made where it is missing', 'flake.nix')
        .option('--input <name=path>', 'an input to take in: a folder, or a URL; repeatable', collect)
        .option('--follows <name=path>', 'an input that is to be one of another input; repeatable', collect)
        .option('--replaces <name>', 'the input that it takes the place of, here and in the outputs')
        .option('--remove <name>', 'an input to take out; repeatable', collect)
        .option('--dry-run', 'write nothing, print the difference')
        .option('--check', 'write nothing, exit 1 where something would change, and say why')
        .option('--json', 'print edits, reasons and notes as JSON'),
    body: (options) => edit(options, io),
  };
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function edit(options: Options, io: CommandIo): Promise<ExitStatus> {
  const { flake, input: inputs = [], follows = [], remove: removes = [], replaces } = options;
  checkOptions(inputs, follows, removes, replaces);
  const request = { flake, inputs, follows, removes, ...(replaces === undefined ? {} : { replaces }) };
  const integration = await integrate(request, io);
  const isChanged = integration.plan.result !== integration.flake.text;
  const isDry = options.dryRun || options.check;
  if (isChanged && !isDry) await writeRoot(integration);
  for (const note of integration.plan.notes) io.err(`note: ${note}\n`);
  if (options.json) io.out(formatReport(integration, 'json', Boolean(isDry)));
  else if (options.dryRun)
    io.out(formatDiff(integration.shown, integration.flake.text, integration.plan.result));
  else io.out(formatReport(integration, 'text', Boolean(isDry)));
  return options.check && isChanged ? exitStatus.found : exitStatus.done;
}

/** @throws CodedError USAGE, INPUT_NAME_INVALID */
function checkOptions(
  inputs: readonly string[],
  follows: readonly string[],
  removes: readonly string[],
  replaces: string | undefined,
): void {
  const followers = follows.map((argument) => readFollowsArgument(argument).name);
  const names = [...inputs.map((argument) => readInputArgument(argument).name), ...followers];
  if (names.length === 0 && removes.length === 0)
    throw misuse('neither `--input` nor `--follows` nor `--remove` is given');
  // Beside a hub that comes in by --input, it is the node of it that takes the place of the old input.
  if (replaces !== undefined && names.length !== 1 && followers.length !== 1) {
    throw misuse(
      `\`--replaces ${replaces}\` goes with exactly one \`--follows\`, or one \`--input\` alone, and there are ${names.length}`,
    );
  }
  const gone = [...removes, ...(replaces === undefined ? [] : [replaces])];
  for (const name of gone) checkNotSelf(name);
  const all = [...names, ...gone];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined)
    throw misuse(`\`${twice}\` is named twice among --input, --follows, --replaces and --remove`);
}

function misuse(message: string): CodedError {
  return new CodedError({ code: 'USAGE', message, hint: 'root-integrator --help' });
}
