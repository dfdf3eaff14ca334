// `generate`: writes what lattice.toml declares, for all nodes or for some with what is below them.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus } from '@flake-lattice/errors';
import type { EditedChoice } from '@flake-lattice/generated-tree';
import { runGeneration } from '../generation/run-generation.js';
import { declareOutput, type OutputOptions } from '../output.js';
import { declareProject, type ProjectOptions } from '../project/find-file.js';

export interface GenerateOptions extends OutputOptions, ProjectOptions {
  readonly keep?: true;
  readonly overwrite?: true;
  readonly merge?: true;
  readonly dryRun?: true;
}

export function generate(io: CommandIo): CommandFace<GenerateOptions> {
  return {
    name: 'generate',
    description:
      'Writes the flakes, configurations and locks of the lattice, and touches nothing that is up to date.',
    examples: [
      { line: 'flake-lattice generate', does: 'all nodes, the hub and the locks' },
      { line: 'flake-lattice generate dev', does: 'the node `dev` and those below it' },
      { line: 'flake-lattice generate --merge', does: 'with what was edited by hand merged in' },
      { line: 'flake-lattice generate --dry-run', does: 'write nothing, print the difference' },
    ],
    declare: (command) => {
      command.argument('[node...]', 'the nodes to generate, with all below them (default: all)');
      command
        .option('--keep', 'leave files that were edited by hand as they are, and remember that')
        .option('--overwrite', 'write over files that were edited by hand')
        .option('--merge', 'merge what was edited by hand with what is generated')
        .option('--dry-run', 'write nothing, print the difference');
      declareOutput(declareProject(command));
    },
    body: (options, nodes): Promise<ExitStatus> =>
      runGeneration({ project: options, nodes, edited: choiceOf(options) }, options, io),
  };
}

/** @throws CodedError USAGE for more than one */
function choiceOf(options: GenerateOptions): EditedChoice {
  const given = (['keep', 'overwrite', 'merge'] as const).filter((choice) => options[choice]);
  const [choice = 'leave', other] = given;
  if (other === undefined) return choice;
  throw new CodedError({
    code: 'USAGE',
    message: `\`--${choice}\` and \`--${other}\` contradict each other`,
    hint: 'give one of --keep, --overwrite and --merge',
  });
}
