// `check`: lists what is not as lattice.toml says, writes nothing, and ends with 1 where there is anything.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { compareLattice } from '../generation/compare-lattice.js';
import { findDifferences, printComparison } from '../generation/print-comparison.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions } from '../project/read-project.js';

interface CheckOptions extends OutputOptions, ProjectOptions {
  readonly diff?: true;
}

export function check(io: CommandIo): CommandFace<CheckOptions> {
  return {
    name: 'check',
    description:
      'Lists generated files that are edited, stale, missing, orphaned or unknown to git. Exit status 1 where there are any.',
    examples: [
      { line: 'flake-lattice check', does: 'in CI: is everything that is committed up to date?' },
      { line: 'flake-lattice check --diff', does: 'and show what generating would change' },
    ],
    declare: (command) => {
      command
        .argument('[node...]', 'the nodes to look at, with all below them (default: all)')
        .option('--diff', 'show the differences');
      declareOutput(declareProject(command));
    },
    body: (options, nodes) => run(options, nodes, io),
  };
}

async function run(options: CheckOptions, nodes: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const comparison = await output.during(({ now }) =>
    compareLattice({ project: options, nodes }, { ...io, onStep: now, onSplitStep: now }),
  );
  const found = findDifferences(comparison, io.cwd);
  printComparison(comparison, output, io.cwd, { diff: Boolean(options.diff) });
  if (found.length === 0) {
    output.progress('everything is as lattice.toml says');
    return exitStatus.done;
  }
  output.progress(`${found.length} ${found.length === 1 ? 'file is' : 'files are'} not as lattice.toml says`);
  output.progress('  hint: flake-lattice generate');
  return exitStatus.found;
}
