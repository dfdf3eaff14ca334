export { type CommandIo, processIo } from './command-io.js';
export { type CommandFace, runCommand } from './run-command.js';
