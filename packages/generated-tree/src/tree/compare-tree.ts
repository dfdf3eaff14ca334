// Holds a plan against the disk and tells how they differ: takes the plan, gives each file with its state.
import type { TreeOptions } from '../local/state.js';
import { renderManifest } from '../manifest/manifest.js';
import { decideLeaving } from './decide.js';
import type { FileState } from './file-state.js';
import { nextManifest } from './next-manifest.js';
import { surveyTree } from './survey-tree.js';
import type { TreePlan } from './tree-plan.js';

export interface ComparedFile {
  /** Relative to the folder of the tree, `/` between names. */
  readonly path: string;
  readonly state: FileState;
  /** What is on the disk, where it differs from what is planned. */
  readonly before?: Uint8Array;
  /** What is planned, where the disk differs from it. */
  readonly after?: Uint8Array;
}

export interface Comparison {
  /** Sorted by path. */
  readonly files: readonly ComparedFile[];
  /** How the record of the tree is; `unchanged` is as {@link applyTree} would leave it. */
  readonly manifest: 'unchanged' | 'missing' | 'stale' | 'untracked';
  /** Whether an earlier run died before its end. */
  readonly isInterrupted: boolean;
}

/**
 * Writes nothing.
 *
 * @throws CodedError as {@link surveyTree} does
 */
export async function compareTree(plan: TreePlan, options: TreeOptions): Promise<Comparison> {
  const survey = await surveyTree(plan, options);
  const decisions = survey.files.map(decideLeaving);
  const isRecorded = survey.manifestText === renderManifest(nextManifest(survey, decisions));
  const files = survey.files.flatMap(({ path, state, planned, found }): ComparedFile[] => {
    if (state === 'missing' && !planned) return [];
    if (state === 'unchanged' || state === 'untracked') return [{ path, state }];
    return [
      {
        path,
        state,
        ...(found ? { before: found.bytes } : {}),
        ...(planned ? { after: planned.bytes } : {}),
      },
    ];
  });
  const recorded = survey.isManifestTracked ? 'unchanged' : 'untracked';
  const differing = survey.manifestText === undefined ? 'missing' : 'stale';
  return { files, manifest: isRecorded ? recorded : differing, isInterrupted: survey.isInterrupted };
}
