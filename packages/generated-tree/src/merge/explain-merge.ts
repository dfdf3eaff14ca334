// Says whether a text is what merging two others makes: takes it with both and their base, gives yes or no.
import { diff3Merge } from 'node-diff3';
import { readSides } from './conflict-marks.js';
import { bytesOf, type History, linesOf, manyLines } from './merge-texts.js';

export interface MergedSides {
  readonly ours: Buffer;
  readonly base: Buffer;
  readonly theirs: Buffer;
}

/**
 * A text with conflict marks has to be, on each side, what a merge gives that prefers this side: what merged without a
 * conflict stands between the marks too. The library's merge is asked first, and git's own where the two differ.
 */
export async function explains(text: Buffer, sides: MergedSides, history: History): Promise<boolean> {
  const marked = readSides(text.toString('latin1'));
  const wanted = marked
    ? [
        { favour: 'ours' as const, text: Buffer.from(marked.ours, 'latin1') },
        { favour: 'theirs' as const, text: Buffer.from(marked.theirs, 'latin1') },
      ]
    : [{ favour: undefined, text }];
  return (
    wanted.every(({ favour, text: side }) => mergeByLibrary(sides, favour)?.equals(side)) ||
    (await areMergedByGit(wanted, sides, history))
  );
}

interface WantedSide {
  readonly favour: 'ours' | 'theirs' | undefined;
  readonly text: Buffer;
}

async function areMergedByGit(
  wanted: readonly WantedSide[],
  sides: MergedSides,
  history: History,
): Promise<boolean> {
  if ([sides.ours, sides.base, sides.theirs].some((side) => side.includes(0))) return false;
  for (const { favour, text } of wanted) {
    const merged = await history.mergeTexts(sides, favour === undefined ? {} : { favour });
    if ((favour === undefined && !merged.isClean) || !merged.text.equals(text)) return false;
  }
  return true;
}

/** Nothing where the texts conflict and no side is preferred, or are too long for it. */
function mergeByLibrary(
  { ours, base, theirs }: MergedSides,
  favour: 'ours' | 'theirs' | undefined,
): Buffer | undefined {
  const [one, from, other] = [linesOf(ours), linesOf(base), linesOf(theirs)];
  if (Math.max(one.length, from.length, other.length) > manyLines) return undefined;
  const lines: string[] = [];
  for (const { ok, conflict } of diff3Merge(one, from, other)) {
    if (conflict && favour === undefined) return undefined;
    for (const line of ok ?? (favour === 'ours' ? conflict?.a : conflict?.b) ?? []) lines.push(line);
  }
  return bytesOf(lines);
}
