// `affected`: tells which nodes have other derivations than at a revision, as Nix itself says.
import { alignColumns, type CommandFace, type CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { findAffected } from '../affected/find-affected.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions, readProject } from '../project/read-project.js';

interface AffectedOptions extends OutputOptions, ProjectOptions {
  readonly base: string;
  readonly head?: string;
  readonly system?: string;
  readonly nixpkgs?: string;
}

export function affected(io: CommandIo): CommandFace<AffectedOptions> {
  return {
    name: 'affected',
    description:
      'Lists the nodes whose package, shell or check is another derivation than at a revision. Nix evaluates both, so the list is exact; nothing is built.',
    examples: [
      { line: 'flake-lattice affected', does: 'what your uncommitted changes are about' },
      { line: 'flake-lattice affected --base origin/main', does: 'what this branch is about' },
      { line: 'flake-lattice affected --base HEAD~1 --head HEAD', does: 'what the last commit was about' },
    ],
    declare: (command) => {
      command
        .option('--base <revision>', 'compare with what this revision and the other side come from', 'HEAD')
        .option('--head <revision>', 'compare this revision (default: the work tree)')
        .option('--system <system>', 'look at this system (default: that of this machine)')
        .option('--nixpkgs <reference>', 'evaluate with another nixpkgs than the lattice names');
      declareOutput(declareProject(command));
    },
    body: (options) => run(options, io),
  };
}

async function run(options: AffectedOptions, io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const project = await readProject(options, io);
  const found = await findAffected(project, options, io);
  const { base, head, system, removed, unaffected } = found;
  const rows = found.affected.map(({ node, change, outputs }) => [node, change, outputs.join(', ')]);
  rows.push(...removed.map((node) => [node, 'removed', '']));
  if (rows.length > 0) output.line(alignColumns([['NODE', 'CHANGE', 'OUTPUTS'], ...rows]).trimEnd());
  output.json({ base, head: head ?? null, system, affected: found.affected, removed, unaffected });
  const all = found.affected.length + unaffected;
  output.progress(
    `${found.affected.length} of ${all} nodes affected since ${base.name} (${base.commit.slice(0, 10)})`,
  );
  return exitStatus.done;
}
