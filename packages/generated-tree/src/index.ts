export { checkWritable, nearestFolder, resolveLinks } from './check-writable.js';
export { formatDiff } from './format-diff.js';
export { type FileContents, type FileOutcome, writeFileAtomically, writeFiles } from './write-files.js';
