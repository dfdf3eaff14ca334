// Runs a command: takes its face and body, gives its exit status, and prints how it failed on standard error.
import { CodedError, type ExitStatus, exitStatus, formatError, isCodedError } from '@flake-lattice/errors';
import { Command, CommanderError } from 'commander';
import type { CommandIo } from './command-io.js';

export interface CommandFace<Options> {
  readonly name: string;
  /** One sentence, shown at the top of `--help`. */
  readonly description: string;
  /** Command lines with what they do, shown at the end of `--help`. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Adds options and arguments. */
  readonly declare: (command: Command) => void;
  readonly body: (options: Options, args: readonly string[]) => Promise<ExitStatus>;
}

/**
 * A coded error becomes exit status 2 and its three parts on standard error; anything else that is thrown is our own
 * fault, exit status 70.
 */
export async function runCommand<Options>(
  face: CommandFace<Options>,
  args: readonly string[],
  io: CommandIo,
): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done;
  const command = new Command(face.name)
    .description(face.description)
    .addHelpText('after', formatExamples(face.examples))
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({ writeOut: io.out, writeErr: () => {} });
  face.declare(command);
  command.action(async () => {
    status = await face.body(command.opts<object>() as Options, command.args);
  });
  try {
    await command.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return reportFailure(face.name, error, io);
  }
}

/** The end of a help text. */
export function formatExamples(examples: CommandFace<object>['examples']): string {
  const width = Math.max(...examples.map(({ line }) => line.length));
  return `\nExamples:\n${examples.map(({ line, does }) => `  $ ${line.padEnd(width)}  # ${does}`).join('\n')}`;
}

/** Prints how a command failed, and gives its exit status. @param name of the command, as hints call it */
export function reportFailure(name: string, error: unknown, io: CommandIo): ExitStatus {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitStatus.done;
    io.err(formatError(usageError(name, error)));
    return exitStatus.refused;
  }
  if (isCodedError(error)) {
    io.err(formatError(error));
    return exitStatus.refused;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `fault: ${text}\n  hint: this is a fault of ${name} itself; please report it with the lines above.\n`,
  );
  return exitStatus.fault;
}

function usageError(name: string, error: CommanderError): CodedError {
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.? *$/, '');
  return new CodedError({ code: 'USAGE', message, hint: `${name} --help`, cause: error });
}
