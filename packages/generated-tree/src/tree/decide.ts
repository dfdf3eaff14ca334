// Decides what becomes of each file: takes its state and what to do about edited ones, gives what to write and to note.
import { hash } from 'node:crypto';
import { generatedEntry, keptEntry, type ManifestEntry } from '../manifest/manifest.js';
import { type Conflict, type Merged, markedConflicts } from '../merge/merge-texts.js';
import type { PlannedText, SurveyedFile } from './survey-tree.js';

/** What to do about files that a person edited. */
export type EditedChoice = 'leave' | 'keep' | 'overwrite' | 'merge';

export type FileOutcome =
  | 'unchanged'
  | 'created'
  | 'changed'
  | 'removed'
  /** Left as it is. */
  | 'edited'
  | 'kept'
  | 'overwritten'
  | 'merged'
  /** Left as it is: the edit and the change of the plan touch the same lines. */
  | 'conflict'
  | 'orphaned-edited';

export interface Decision {
  readonly file: SurveyedFile;
  /** Nothing of a file that is neither planned nor there. */
  readonly outcome: FileOutcome | undefined;
  readonly write?: string | Uint8Array;
  readonly isRemoved?: true;
  /** What is known of the file afterwards. */
  readonly entry: ManifestEntry | undefined;
  readonly conflicts?: readonly Conflict[];
}

/** Edited files are left as they are; what was last generated in their place stays known. */
export function decideLeaving(file: SurveyedFile): Decision {
  const { state, planned, found, entry } = file;
  if (!planned) {
    if (state === 'missing') return { file, outcome: undefined, entry: undefined };
    if (state === 'orphaned') return { file, outcome: 'removed', isRemoved: true, entry: undefined };
    return { file, outcome: 'orphaned-edited', entry };
  }
  const asPlanned = generatedEntry(planned.hash);
  switch (state) {
    case 'unchanged':
    case 'untracked':
      return { file, outcome: 'unchanged', entry: asPlanned };
    case 'missing':
      return { file, outcome: 'created', write: planned.bytes, entry: asPlanned };
    case 'stale':
      return { file, outcome: 'changed', write: planned.bytes, entry: asPlanned };
    case 'kept':
      return { file, outcome: 'kept', entry: found ? keptEntry(found.hash, planned.hash) : entry };
    default:
      return { file, outcome: 'edited', entry };
  }
}

/** One that is not planned any more is the person's from then on: nothing is known of it. */
export function decideKeeping(file: SurveyedFile): Decision {
  const { state, planned, found } = file;
  if (state === 'orphaned-edited') return { file, outcome: 'kept', entry: undefined };
  if (state !== 'edited' || !planned || !found) return decideLeaving(file);
  return decideMarked(file) ?? { file, outcome: 'kept', entry: keptEntry(found.hash, planned.hash) };
}

/** One that git left in conflict is no edit that could be kept or merged: nobody has decided it yet. */
export function decideMarked(file: SurveyedFile): Decision | undefined {
  const conflicts = file.found ? markedConflicts(file.found.bytes) : [];
  return conflicts.length > 0 ? { file, outcome: 'conflict', entry: file.entry, conflicts } : undefined;
}

/**
 * What the plan says stands, also that there is no such file. What a person said to keep stays, until the plan changes;
 * what is no regular file stays too.
 */
export function decideOverwriting(file: SurveyedFile): Decision {
  const { state, planned, found } = file;
  if (state === 'orphaned-edited' && found) {
    return { file, outcome: 'removed', isRemoved: true, entry: undefined };
  }
  if (state !== 'edited' || !planned) return decideLeaving(file);
  return { file, outcome: 'overwritten', write: planned.bytes, entry: generatedEntry(planned.hash) };
}

/** @param merged what became of the edited text and the planned one */
export function decideMerged(file: SurveyedFile, planned: PlannedText, merged: Merged): Decision {
  if (merged.kind === 'conflict') {
    return { file, outcome: 'conflict', entry: file.entry, conflicts: merged.conflicts };
  }
  const name = hash('sha256', merged.text);
  const entry = name === planned.hash ? generatedEntry(name) : keptEntry(name, planned.hash);
  const isThere = name === file.found?.hash;
  return { file, outcome: 'merged', entry, ...(isThere ? {} : { write: merged.text }) };
}
