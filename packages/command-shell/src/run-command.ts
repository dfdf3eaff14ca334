// Runs a command: takes its face and body, gives its exit status, and prints how it failed on standard error.
import {
  CodedError,
  describeError,
  type ExitStatus,
  exitStatus,
  formatError,
  isCodedError,
} from '@flake-lattice/errors';
import { Command, CommanderError } from 'commander';
import pico from 'picocolors';
import type { CommandIo } from './command-io.js';
import { declareCommand } from './declare-command.js';

/** The status is one of `exitStatus`, but for a command that ends as a program does which it stands for. */
export interface CommandFace<Options, Status extends number = ExitStatus> {
  readonly name: string;
  /** One sentence, shown at the top of `--help`. */
  readonly description: string;
  /** Command lines with what they do, shown at the end of `--help`. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Adds options and arguments. */
  readonly declare: (command: Command) => void;
  /** Whether it is for programs, and no help text lists it. */
  readonly isHidden?: boolean;
  readonly body: (options: Options, args: readonly string[]) => Promise<Status>;
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
  const command = declareCommand(new Command(face.name), face, io);
  command.action(async () => {
    status = await face.body(command.opts<object>() as Options, command.args);
  });
  try {
    await command.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return reportFailure({ name: face.name, args }, error, io);
  }
}

interface FailedCall {
  /** As hints call the command. */
  readonly name: string;
  readonly args: readonly string[];
  /** A command that explains a code. */
  readonly explainer?: string | undefined;
  /** Whether there is a result on standard output; absent, what went wrong is told to people alone. */
  readonly hasPrinted?: (() => boolean) | undefined;
}

/** Prints how a command failed, and gives its exit status. With `--json` and no result, that is what went wrong, as data. */
export function reportFailure(
  { name, args, explainer, hasPrinted }: FailedCall,
  error: unknown,
  io: CommandIo,
): ExitStatus {
  const tell = (told: CodedError) => {
    io.err(formatError(told));
    if (hasPrinted?.() === false && args.includes('--json'))
      io.out(`${JSON.stringify({ error: describeError(told) }, undefined, 2)}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitStatus.done;
    tell(usageError(name, error));
    return exitStatus.refused;
  }
  if (isCodedError(error)) {
    tell(error);
    if (explainer !== undefined && error.code !== 'USAGE') io.err(moreOf(`${explainer} ${error.code}`, io));
    return exitStatus.refused;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `fault: ${text}\n  hint: this is a fault of ${name} itself; please report it with the lines above.\n`,
  );
  return exitStatus.fault;
}

/** A program that reads what went wrong gets nothing but that; a person gets a last line that does not stand out. */
function moreOf(command: string, { terminal, env }: CommandIo): string {
  if (!terminal?.err) return '';
  const { dim } = pico.createColors(!env.NO_COLOR && env.TERM !== 'dumb');
  return `${dim(`  more: ${command}`)}\n`;
}

function usageError(name: string, error: CommanderError): CodedError {
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.? *$/, '');
  return new CodedError({ code: 'USAGE', message, hint: `${name} --help`, cause: error });
}
