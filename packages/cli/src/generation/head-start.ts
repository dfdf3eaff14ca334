// Begins what a run most likely needs while lattice.toml is still read: takes where that lies, gives what git says of the
// output folder, and a thread that is to stage files.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  enoughFolders,
  manifestPath,
  type StagingThread,
  startStagingThread,
  type TreeOptions,
} from '@flake-lattice/generated-tree';
import type { FoundLattice } from '../project/find-file.js';
import { guessOutput } from '../project/guess-output.js';

export interface HeadStart {
  /** What git says of the output folder; nothing where that was not guessed right. */
  readonly listingOf: (output: string) => TreeOptions['listing'];
  readonly thread: StagingThread | undefined;
}

export const noHeadStart: HeadStart = { listingOf: () => undefined, thread: undefined };

/** In bytes of lattice.toml: the least that a node takes. */
const leastOfNode = 50;

/** Whatever cannot be read is told by who needs it. */
export function takeHeadStart({ file, repository }: FoundLattice): HeadStart {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return noHeadStart;
  }
  const guessed = guessOutput(file, text);
  // The repository of an output folder that lies deeper may be another one.
  const listing = dirname(guessed) === dirname(file) ? repository?.listFolder(guessed) : undefined;
  listing?.catch(() => {});
  const isLarge = text.length >= enoughFolders * leastOfNode;
  const isFirst = !existsSync(join(guessed, manifestPath));
  return {
    listingOf: (output) => (output === guessed ? listing : undefined),
    thread: isLarge && isFirst ? startStagingThread() : undefined,
  };
}
