// docs/reference/commands.md: every subcommand with its usage, arguments, options and examples, from their declarations.
import type { CommandShape, OptionShape } from '@flake-lattice/command-shell';
import { commandShapes } from '../../packages/cli/src/command.js';
import { blockOf, tableOf } from './markdown.js';

export async function commandsReference(root: string): Promise<string> {
  const shapes = await commandShapes({ out: () => {}, err: () => {}, cwd: root, env: {} });
  return [
    '# Commands',
    'Every subcommand of `flake-lattice`, as `flake-lattice SUBCOMMAND --help` tells of it. The [README of the command](../../packages/cli/README.md) says how they go together, and what exit statuses mean.',
    tableOf(
      ['Subcommand', ''],
      shapes.map(({ name, description }) => [`[${name}](#${name})`, firstSentence(description)]),
    ),
    ...shapes.map(sectionOf),
  ].join('\n\n');
}

function sectionOf({ name, description, usage, arguments: all, options, examples }: CommandShape): string {
  const parts = [`## ${name}`, description, blockOf('text', `flake-lattice ${name} ${usage}`)];
  if (all.length > 0) {
    const rows = all.map((each) => [
      `\`${each.name}\``,
      withChoices(each.description, each.choices),
      each.isRequired ? 'yes' : '',
    ]);
    parts.push(tableOf(['Argument', 'What it is', 'Required'], rows));
  }
  parts.push(tableOf(['Option', 'What it does', 'Default'], options.map(rowOf)));
  parts.push(blockOf('text', examples.map(({ line, does }) => `${line}\n    ${does}`).join('\n')));
  return parts.join('\n\n');
}

function rowOf({ flags, description, choices, isRequired, default: value }: OptionShape): readonly string[] {
  const said = withChoices(description, choices);
  return [`\`${flags}\``, said, isRequired ? 'required' : value === undefined ? '' : `\`${value}\``];
}

function withChoices(description: string, choices: readonly string[]): string {
  return choices.length === 0
    ? description
    : `${description}: ${choices.map((each) => `\`${each}\``).join(', ')}`;
}

function firstSentence(text: string): string {
  return text.split('. ', 1)[0]?.replace(/\.$/, '') ?? '';
}
