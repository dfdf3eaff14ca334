// The sides of a merge in a lock: takes a text in which git left its marks, gives the lock of each side that can be read.
import { isCodedError } from '@flake-lattice/errors';
import type { Lock } from './lock.js';
import { readLock } from './read-lock.js';

/**
 * Ours, theirs and, where git wrote it down, what both began from: those of them that are locks. A text without marks
 * has one side. What was pinned on a branch is so not lost with the conflict.
 */
export function readLockSides(text: string, file: string): readonly Lock[] {
  const sides = splitSides(text);
  return [...new Set(sides)].flatMap((side) => {
    try {
      return [readLock(side, file)];
    } catch (error) {
      if (isCodedError(error)) return [];
      throw error;
    }
  });
}

/** The text as each side had it; marks that are out of order leave the text as it is. */
function splitSides(text: string): readonly string[] {
  const sides = { ours: '', theirs: '', base: '' };
  let hasBase = false;
  let within: keyof typeof sides | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = /^(<{7}|\|{7}|={7}|>{7})(?= |\r?\n|$)/.exec(line)?.[1]?.[0];
    if (mark === '<' && within === undefined) within = 'ours';
    else if (mark === '|' && within === 'ours') {
      within = 'base';
      hasBase = true;
    } else if (mark === '=' && (within === 'ours' || within === 'base')) within = 'theirs';
    else if (mark === '>' && within === 'theirs') within = undefined;
    else if (mark !== undefined) return [text];
    else if (within) sides[within] += line;
    else for (const side of ['ours', 'theirs', 'base'] as const) sides[side] += line;
  }
  return hasBase ? [sides.ours, sides.theirs, sides.base] : [sides.ours, sides.theirs];
}
