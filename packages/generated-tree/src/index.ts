export { checkWritable } from './check-writable.js';
export { type FileContents, type FileOutcome, writeFileAtomically, writeFiles } from './write-files.js';
