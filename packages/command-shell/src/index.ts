export { alignColumns } from './align-columns.js';
export { type CommandIo, processIo } from './command-io.js';
export { type ArgumentShape, type CommandShape, type OptionShape, shapeOfCommand } from './command-shape.js';
export { type Candidate, type Completion, completeWords } from './completion/complete-words.js';
export { completionScript, type Shell, shells } from './completion/completion-script.js';
export { followWork, type Steps } from './follow-work.js';
export { type CommandFace, runCommand } from './run-command.js';
export { type ProgramFace, runSubcommands } from './run-subcommands.js';
export { wrapText } from './wrap-text.js';
