export { CodedError, type CodedErrorParts, isCodedError, type Place } from './coded-error.js';
export { type ErrorCode, errorCodes } from './codes.js';
export { type ExitStatus, exitStatus } from './exit-status.js';
export { describeError, formatError, formatWarning } from './format-error.js';
export { commandLine, quoteForShell } from './quote-for-shell.js';
