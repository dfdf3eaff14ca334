// `build`: builds nodes with Nix, through the hub or each by its own flake, and tells what became of each.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { buildNodes } from '../building/build-nodes.js';
import { printBuild } from '../building/print-build.js';
import { expandProject } from '../crates/expand-project.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import {
  declareProject,
  knownNodes,
  type Project,
  type ProjectOptions,
  readProject,
} from '../project/read-project.js';

interface BuildOptions extends OutputOptions, ProjectOptions {
  readonly alone?: true;
  readonly nixpkgs?: string;
}

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
    ],
    declare: (command) => {
      command
        .argument('[node...]', 'the nodes to build (default: all)')
        .option('--alone', 'build each by its own flake instead of through the hub; needs Nix 2.30')
        .option('--nixpkgs <reference>', 'build with another nixpkgs than the lattice names');
      declareOutput(declareProject(command));
    },
    body: (options, nodes) => run(options, nodes, io),
  };
}

async function run(options: BuildOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const project = await expandProject(await readProject(options, io), io);
  const nodes = nodesToBuild(project, names);
  const { nodes: results, fault } = await buildNodes(
    project,
    nodes,
    {
      alone: options.alone === true,
      ...(options.nixpkgs === undefined ? {} : { nixpkgs: options.nixpkgs }),
      onBuild: (name) => output.progress(`building ${name}`),
      onWarning: output.detail,
    },
    io,
  );
  printBuild(results, output, io);
  if (fault) throw fault;
  return exitStatus.done;
}

/** Those that were named, or all. @throws CodedError NODE_UNKNOWN, LATTICE_EMPTY */
function nodesToBuild(project: Project, names: readonly string[]): readonly string[] {
  const known = knownNodes(project, names);
  const nodes = known.length === 0 ? project.poset.elements : known;
  if (nodes.length > 0) return nodes;
  throw new CodedError({
    code: 'LATTICE_EMPTY',
    message: `\`${project.lattice.shown}\` declares no node`,
    hint: 'add one to it:\n[node.hello]\ntemplate = "config"',
  });
}
