// Begins what a run most likely needs while lattice.toml is still read: takes where that lies, gives what git says of the
// output folder, and a thread that is to stage files.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  enoughFolders,
  type StagingThread,
  startStagingThread,
  type TreeOptions,
} from '@flake-lattice/generated-tree';
import type { FoundLattice } from '../project/find-file.js';
import { guessOutput } from '../project/guess-output.js';

export interface HeadStart {
  /** What git says of the output folder; nothing where another one was guessed, or it has come to be since. */
  readonly listingOf: (output: string) => TreeOptions['listing'];
  readonly thread: StagingThread | undefined;
}

export const noHeadStart: HeadStart = { listingOf: () => undefined, thread: undefined };

/** What the text of a node has at least, as a rule: for a lattice of shorter ones, the thread starts later. */
const lengthOfNode = 50;

/**
 * For a first run alone: of a folder that is there, git is asked only when no other run is at work in it. What cannot be
 * read is told by who needs it.
 */
export function takeHeadStart({ file, repository }: FoundLattice): HeadStart {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return noHeadStart;
  }
  const guessed = guessOutput(file, text);
  // The repository of an output folder that lies deeper may be another one.
  if (!repository || dirname(guessed) !== dirname(file) || existsSync(guessed)) return noHeadStart;
  const listing = repository.listFolder(guessed);
  listing.catch(() => {});
  return {
    listingOf: (output) => (output === guessed && !existsSync(output) ? listing : undefined),
    thread: text.length >= enoughFolders * lengthOfNode ? startStagingThread() : undefined,
  };
}
