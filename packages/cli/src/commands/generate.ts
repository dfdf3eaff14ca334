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
  readonly watch?: true;
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
      { line: 'flake-lattice generate --watch', does: 'and again whenever a source changes' },
    ],
    declare: (command) => {
      command.argument('[node...]', 'the nodes to generate, with all below them (default: all)');
      command
        .option('--keep', 'leave files that were edited by hand as they are, and remember that')
        .option('--overwrite', 'write over files that were edited by hand')
        .option('--merge', 'merge what was edited by hand with what is generated')
        .option('--dry-run', 'write nothing, print the difference')
        .option('--watch', 'go on, and generate again whenever a source changes');
      declareOutput(declareProject(command));
    },
    body: (options, nodes) => run(options, nodes, io),
  };
}

async function run(options: GenerateOptions, nodes: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const request = { project: options, nodes, edited: choiceOf(options) };
  if (!options.watch) return runGeneration(request, options, io);
  const contradicting = options.dryRun ? 'dry-run' : options.json ? 'json' : undefined;
  if (contradicting !== undefined) throw contradiction('watch', contradicting, 'give one of them');
  const { watchGeneration } = await import('../generation/watch-generation.js');
  return watchGeneration(request, options, io);
}

/** @throws CodedError USAGE for more than one */
function choiceOf(options: GenerateOptions): EditedChoice {
  const given = (['keep', 'overwrite', 'merge'] as const).filter((choice) => options[choice]);
  const [choice = 'leave', other] = given;
  if (other === undefined) return choice;
  throw contradiction(choice, other, 'give one of --keep, --overwrite and --merge');
}

function contradiction(one: string, other: string, hint: string): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: `\`--${one}\` and \`--${other}\` contradict each other`,
    hint,
  });
}
