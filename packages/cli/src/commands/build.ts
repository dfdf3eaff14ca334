// `build`: builds nodes with Nix, through the hub or each by its own flake, and tells what became of each.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import {
  type BuilderOptions,
  buildAndWarn,
  declareBuilders,
  nodesToBuild,
} from '../building/build-command.js';
import { printBuild } from '../building/print-build.js';
import { expandProject } from '../crates/expand-project.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions, readProject } from '../project/read-project.js';

type BuildOptions = BuilderOptions & OutputOptions & ProjectOptions;

export function build(io: CommandIo): CommandFace<BuildOptions> {
  return {
    name: 'build',
    description:
      'Builds nodes with Nix and prints where they lie in the store. What fails stops only what is above it. Leaves no lock behind.',
    examples: [
      { line: 'flake-lattice build', does: 'every node' },
      { line: 'flake-lattice build dev', does: 'the node `dev`, through the hub' },
      {
        line: 'flake-lattice build dev --alone',
        does: 'by its own flake, as `nix build ./generated/dev` does',
      },
      {
        line: 'flake-lattice build --builders fast --jobs 0',
        does: 'on the builder `fast` of [distribute] alone',
      },
    ],
    declare: (command) => {
      declareBuilders(command.argument('[node...]', 'the nodes to build (default: all)'));
      declareOutput(declareProject(command));
    },
    body: (options, nodes) => run(options, nodes, io),
  };
}

async function run(options: BuildOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const project = await expandProject(await readProject(options, io), io);
  const { nodes, fault } = await buildAndWarn(project, nodesToBuild(project, names), options, io, output);
  printBuild(nodes, output, io);
  if (fault) throw fault;
  return exitStatus.done;
}
