// `lock`: writes the own lock of nodes, for those who build or publish them alone, or takes it away again.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, quoteForShell } from '@flake-lattice/errors';
import { runGeneration } from '../generation/run-generation.js';
import { declareOutput, type OutputOptions } from '../output.js';
import { declareProject, type Project, type ProjectOptions, readProject } from '../project/read-project.js';

interface LockCommandOptions extends OutputOptions, ProjectOptions {
  readonly drop?: true;
  readonly dryRun?: true;
}

export function lock(io: CommandIo): CommandFace<LockCommandOptions> {
  return {
    name: 'lock',
    description:
      'Writes the own lock of nodes; from then on `generate` keeps it up to date. Building a node needs none.',
    examples: [
      { line: 'flake-lattice lock dev', does: 'write generated/dev/flake.lock' },
      { line: 'flake-lattice lock dev --drop', does: 'take it away again' },
    ],
    declare: (command) => {
      command
        .argument('<node...>', 'the nodes')
        .option('--drop', 'take the locks away')
        .option('--dry-run', 'write nothing, print the difference');
      declareOutput(declareProject(command));
    },
    body: async (options, nodes): Promise<ExitStatus> => {
      refuseAdopted(await readProject(options, io), nodes);
      return runGeneration(
        {
          project: options,
          nodes,
          edited: 'leave',
          ...(options.drop ? { dropped: nodes } : { locked: nodes }),
        },
        options,
        io,
      );
    },
  };
}

/** Their locks are their owner's. */
function refuseAdopted({ lattice }: Project, nodes: readonly string[]): void {
  const adopted = nodes.map((name) => lattice.nodes.get(name)).find((node) => node?.flake !== undefined);
  if (!adopted) return;
  throw new CodedError({
    code: 'NODE_EJECTED',
    message: `\`${adopted.name}\` is a flake that you wrote, \`${adopted.flake}\`, whose lock is yours too`,
    hint: `nix flake lock ${quoteForShell(`./${adopted.flake}`)}`,
  });
}
