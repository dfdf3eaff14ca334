// Declares a command to commander: takes its face, adds description, options, arguments and examples.
import type { Command } from 'commander';
import type { CommandIo } from './command-io.js';
import type { CommandFace } from './run-command.js';

/** What all commands share: they print through the io, and end by an exception instead of ending the process. */
export function declareCommand<Options>(
  command: Command,
  face: Pick<CommandFace<Options>, 'description' | 'examples' | 'declare'>,
  io: Pick<CommandIo, 'out'>,
): Command {
  command
    .description(face.description)
    // A list of commands has the first sentence of each.
    .summary(face.description.split('. ', 1)[0]?.replace(/\.$/, '') ?? '')
    .addHelpText('after', formatExamples(face.examples))
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: () => {} });
  face.declare(command);
  return command;
}

/** The end of a help text. */
export function formatExamples(examples: CommandFace<object>['examples']): string {
  if (examples.length === 0) return '';
  const width = Math.max(...examples.map(({ line }) => line.length));
  return `\nExamples:\n${examples.map(({ line, does }) => `  $ ${line.padEnd(width)}  # ${does}`).join('\n')}`;
}
