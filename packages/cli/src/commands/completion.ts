// `completion`: prints the script that has a shell complete subcommands, options and the names of the lattice.
import {
  type CommandFace,
  type CommandIo,
  completionScript,
  type Shell,
  shells,
} from '@flake-lattice/command-shell';
import { exitStatus } from '@flake-lattice/errors';
import { Argument } from 'commander';

export function completion(io: CommandIo): CommandFace<object> {
  return {
    name: 'completion',
    description:
      'Prints the script that has a shell complete subcommands, options, and the nodes and inputs of the lattice at hand.',
    examples: [
      { line: 'source <(flake-lattice completion bash)', does: 'in ~/.bashrc' },
      { line: 'source <(flake-lattice completion zsh)', does: 'in ~/.zshrc, behind compinit' },
      { line: 'flake-lattice completion fish | source', does: 'in ~/.config/fish/config.fish' },
    ],
    declare: (command) => {
      command.addArgument(new Argument('<shell>', 'the shell').choices(shells));
    },
    body: async (_, [shell]) => {
      io.out(completionScript(shell as Shell, 'flake-lattice'));
      return exitStatus.done;
    },
  };
}
