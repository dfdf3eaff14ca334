// Takes a text in which git marked conflicts, gives the text of either side.

export interface Sides {
  readonly ours: string;
  readonly theirs: string;
  readonly conflicts: readonly MarkedConflict[];
}

export interface MarkedConflict {
  /** Of the mark that opens it, from 1. */
  readonly line: number;
  /** Lines with their ends. */
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const opening = /^<{7,}(?: |\r?$)/m;

/** Whether there is any line that opens a conflict. */
export function hasConflictMarks(text: string): boolean {
  return opening.test(text);
}

/**
 * Of each conflict the one side, with all that lies outside of conflicts; the base that two of git's styles show is
 * left out. Nothing where there are no marks, or they do not fit together.
 */
export function readSides(text: string): Sides | undefined {
  const ours: string[] = [];
  const theirs: string[] = [];
  let size = 0;
  let part: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  const conflicts: { line: number; ours: string[]; theirs: string[] }[] = [];
  for (const [index, line] of text.split(/(?<=\n)/).entries()) {
    const mark = /^(<+|\|+|=+|>+)(?: [^\n]*)?\r?\n?$/.exec(line)?.[1] ?? '';
    const isMark = mark.length >= 7 && (part === 'both' || mark.length === size);
    if (isMark && mark[0] === '<') {
      if (part !== 'both') return undefined;
      part = 'ours';
      size = mark.length;
      conflicts.push({ line: index + 1, ours: [], theirs: [] });
    } else if (isMark && part === 'ours' && mark[0] === '|') part = 'base';
    else if (isMark && (part === 'ours' || part === 'base') && mark[0] === '=') part = 'theirs';
    else if (isMark && part === 'theirs' && mark[0] === '>') part = 'both';
    else {
      if (part === 'both' || part === 'ours') ours.push(line);
      if (part === 'both' || part === 'theirs') theirs.push(line);
      if (part === 'ours' || part === 'theirs') conflicts.at(-1)?.[part].push(line);
    }
  }
  if (part !== 'both' || conflicts.length === 0) return undefined;
  return { ours: ours.join(''), theirs: theirs.join(''), conflicts };
}
