// Tells what a command takes, as plain data: takes its face, gives arguments, options and examples for completion and documents.
import { type Argument, Command, type Option } from 'commander';
import { declareCommand } from './declare-command.js';
import type { CommandFace } from './run-command.js';

export interface ArgumentShape {
  /** As the usage names it, such as `node`. */
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isVariadic: boolean;
  readonly choices: readonly string[];
}

export interface OptionShape {
  /** As `--help` shows it: `-y, --yes` or `--out <file>`. */
  readonly flags: string;
  readonly long: string;
  readonly short: string | undefined;
  /** What the value is called, such as `file`; absent where the option takes none. */
  readonly value: string | undefined;
  readonly isVariadic: boolean;
  readonly isRequired: boolean;
  readonly choices: readonly string[];
  readonly description: string;
  /** Of its value, where the command line does not say it. */
  readonly default: string | undefined;
}

export interface CommandShape {
  readonly name: string;
  readonly description: string;
  /** The command line behind the name, such as `[options] [node...]`. */
  readonly usage: string;
  readonly arguments: readonly ArgumentShape[];
  /** In the order of `--help`, with `--help` itself at the end. */
  readonly options: readonly OptionShape[];
  readonly examples: CommandFace<object>['examples'];
  readonly isHidden: boolean;
}

export function shapeOfCommand(face: CommandFace<never, number>): CommandShape {
  const command = declareCommand(new Command(face.name), face, { out: () => {} });
  command.helpOption('-h, --help', 'tell about the subcommand');
  const help = command.createHelp();
  return {
    name: face.name,
    description: face.description,
    usage: command.usage(),
    arguments: command.registeredArguments.map(shapeOfArgument),
    options: help.visibleOptions(command).map(shapeOfOption),
    examples: face.examples,
    isHidden: face.isHidden === true,
  };
}

function shapeOfArgument(argument: Argument): ArgumentShape {
  return {
    name: argument.name(),
    description: argument.description,
    isRequired: argument.required,
    isVariadic: argument.variadic,
    choices: argument.argChoices ?? [],
  };
}

function shapeOfOption(option: Option): OptionShape {
  const { flags, description, argChoices = [], mandatory, variadic, defaultValue } = option;
  return {
    flags,
    long: option.long ?? flags,
    short: option.short,
    value: /[<[]([^\]>.]+)/.exec(flags)?.[1],
    isVariadic: variadic,
    isRequired: mandatory,
    choices: argChoices,
    description,
    default: typeof defaultValue === 'string' ? defaultValue : undefined,
  };
}
