export { alignColumns } from './align-columns.js';
export { type CommandIo, processIo } from './command-io.js';
export { type CommandFace, runCommand } from './run-command.js';
export { type ProgramFace, runSubcommands } from './run-subcommands.js';
