export { enoughFolders, type StagingAhead, stageAhead } from './ahead/stage-ahead.js';
export { type StagingThread, startStagingThread } from './ahead/staging-thread.js';
export { checkWritable, nearestFolder, resolveLinks } from './check-writable.js';
export { formatDiff } from './format-diff.js';
export { findHeldLock, type HeldLock } from './local/look-at-lock.js';
export { type RunLockOptions, withRunLock } from './local/run-lock.js';
export { readStamp, verifyTree, writeStamp } from './local/stamp.js';
export type { TreeOptions } from './local/state.js';
export { type Manifest, type ManifestEntry, manifestPath } from './manifest/manifest.js';
export { readManifest } from './manifest/read-manifest.js';
export type { Conflict } from './merge/merge-texts.js';
export { shownText } from './shown-text.js';
export { type Applied, type AppliedFile, type ApplyOptions, applyTree } from './tree/apply-tree.js';
export { type ComparedFile, type Comparison, compareTree } from './tree/compare-tree.js';
export type { EditedChoice, FileOutcome as TreeOutcome } from './tree/decide.js';
export type { FileState } from './tree/file-state.js';
export { findEdited } from './tree/find-edited.js';
export type { TreeFile, TreePlan } from './tree/tree-plan.js';
export { type TextPieces, type TreeContents, type TreeText, wholeText } from './tree/tree-text.js';
export {
  behindLinks,
  type FileContents,
  type FileOutcome,
  writeFileAtomically,
  writeFiles,
} from './write-files.js';
