// What a subcommand of flake-lattice is: made for an io, it has a face that the shell of commands runs.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';

/** Each file of `commands/` exports one. */
export type Subcommand<Options extends object> = (io: CommandIo) => CommandFace<Options, number>;
