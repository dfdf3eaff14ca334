// `eject`: gives a node to the user: its files stay, without their headers, and are never touched again.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { behindLinks, formatDiff } from '@flake-lattice/generated-tree';
import { ejectNode, planEjection } from '../ejection/eject-node.js';
import { runGeneration } from '../generation/run-generation.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions, readProject } from '../project/read-project.js';
import { undoingEdits } from '../project/undo-edits.js';

interface EjectOptions extends OutputOptions, ProjectOptions {
  readonly dryRun?: true;
}

export function eject(io: CommandIo): CommandFace<EjectOptions> {
  return {
    name: 'eject',
    description:
      'Makes a node yours: its files stay where they are, lose their headers, and are never generated again.',
    examples: [
      { line: 'flake-lattice eject web', does: 'edit generated/web/flake.nix by hand from now on' },
      { line: 'flake-lattice eject web --dry-run', does: 'show what would change' },
    ],
    declare: (command) => {
      command.argument('<node>', 'the node').option('--dry-run', 'write nothing, print the difference');
      declareOutput(declareProject(command));
    },
    body: (options, [node = '']) => run(options, node, io),
  };
}

async function run(options: EjectOptions, node: string, io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const project = await readProject(options, io);
  const ejection = await planEjection(project, node);
  if (options.dryRun) {
    const files = ejection.map(({ shown, before, after }) => ({
      file: shown,
      diff: formatDiff(shown, before, after),
    }));
    for (const { diff } of files) if (diff !== '') output.line(diff.trimEnd());
    output.json({ node, files });
    return exitStatus.done;
  }
  await ejectNode(project, ejection, io);
  const shown = ejection.map((each) => each.shown).join(', ');
  output.progress(`${node} is yours: ${shown}`);
  return undoingEdits(
    await Promise.all(
      ejection.map(async ({ file, before }) => ({ file: await behindLinks(file), contents: before })),
    ),
    () => runGeneration({ project: options, nodes: [], edited: 'leave' }, options, io),
    () => output.progress(`restored     ${shown}`),
  );
}
