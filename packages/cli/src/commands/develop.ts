// `develop`: opens the shell of a node, or runs a command in it, with all that the nodes below have.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { openNodeShell } from '../building/open-node-shell.js';
import { expandProject } from '../crates/expand-project.js';
import { declareProject, knownNodes, type ProjectOptions, readProject } from '../project/read-project.js';

export function develop(io: CommandIo): CommandFace<ProjectOptions, number> {
  return {
    name: 'develop',
    description:
      'Opens the shell of a node, with the tools and the environment of all nodes below it. Ends as the shell, or the command, ends. Leaves no lock behind.',
    examples: [
      { line: 'flake-lattice develop dev', does: 'the shell of the node `dev`' },
      { line: 'flake-lattice develop rust -- cargo test --release', does: 'one command in it' },
    ],
    declare: (command) => {
      command
        .argument('<node>', 'the node')
        .argument('[command...]', 'what to run in place of a shell, behind `--`');
      declareProject(command);
    },
    body: async (options, [node = '', ...command]) => {
      const project = await expandProject(await readProject(options, io), io);
      knownNodes(project, [node]);
      return openNodeShell(project, node, command, io);
    },
  };
}
