// Runs a command that has subcommands: takes their faces, gives the exit status of the one that was called.
import { exitStatus } from '@flake-lattice/errors';
import { Command } from 'commander';
import type { CommandIo } from './command-io.js';
import { declareCommand, formatExamples } from './declare-command.js';
import { type CommandFace, reportFailure } from './run-command.js';

export interface ProgramFace {
  readonly name: string;
  /** One sentence, shown at the top of `--help`. */
  readonly description: string;
  readonly version: string;
  /** Called with a code, it explains that at length; named below an error that a person reads on a terminal. */
  readonly explainer?: string;
  /** Whether a subcommand printed a result; where none did, `--json` has what went wrong printed in its place. */
  readonly hasPrinted?: () => boolean;
  /** Command lines with what they do, shown at the end of `--help`. */
  readonly examples: CommandFace<object>['examples'];
  /** In the order of `--help`. Made when the program runs, so that a face may hold what the program was given. */
  readonly subcommands: readonly CommandFace<never, number>[];
}

/** As `runCommand` does for a command of its own; `NAME help SUBCOMMAND` and `NAME SUBCOMMAND --help` are the same. */
export async function runSubcommands(
  face: ProgramFace,
  args: readonly string[],
  io: CommandIo,
): Promise<number> {
  let status: number = exitStatus.done;
  let called = face.name;
  const program = new Command(face.name)
    .description(face.description)
    .version(face.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'tell about the command, or about SUBCOMMAND')
    .helpCommand('help [subcommand]', 'tell about the command, or about a subcommand')
    .addHelpText('after', formatExamples(face.examples))
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: () => {} });
  for (const each of face.subcommands) {
    const subcommand = program.command(each.name, { hidden: each.isHidden === true });
    declareCommand(subcommand, each, io).helpOption('-h, --help', 'tell about the subcommand');
    subcommand.hook('preAction', () => {
      called = `${face.name} ${each.name}`;
    });
    subcommand.action(async () => {
      status = await each.body(subcommand.opts<object>() as never, subcommand.args);
    });
  }
  const known = face.subcommands.find(({ name }) => name === args[0]);
  if (known) called = `${face.name} ${known.name}`;
  try {
    if (args.length === 0) {
      io.out(program.helpInformation() + formatExamples(face.examples).concat('\n'));
      return exitStatus.done;
    }
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return reportFailure({ ...face, name: called, args }, error, io);
  }
}
