// Merges what a person and what the generator made of one text: takes three texts, gives the fourth or the conflicts.
import type { Repository } from '@flake-lattice/programs';
import { diff3Merge } from 'node-diff3';
import { describeBinary, isBinary } from '../shown-text.js';
import { readSides } from './conflict-marks.js';

export type History = Repository['history'];

export interface ThreeTexts {
  /** What lies on the disk. */
  readonly edited: Uint8Array;
  /** What both come from. */
  readonly base: Uint8Array;
  readonly generated: Uint8Array;
}

export interface Conflict {
  /** Of the edited text, from 1. */
  readonly line: number;
  /** Lines without their ends. */
  readonly edited: readonly string[];
  readonly generated: readonly string[];
  /** Git left it so: the sides are its ours and theirs, and which of them was generated is not known. */
  readonly isOfGit?: true;
}

export type Merged =
  | { readonly kind: 'clean'; readonly text: Buffer }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

/** Latin-1 gives each byte a character and gets it back: what is no UTF-8 stays what it is. */
export function linesOf(text: Uint8Array): string[] {
  if (text.length === 0) return [];
  return Buffer.from(text)
    .toString('latin1')
    .split(/(?<=\n)/);
}

export function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join(''), 'latin1');
}

/** The conflicts that git marked in a text: nobody has decided them yet. */
export function markedConflicts(text: Uint8Array): readonly Conflict[] {
  const sides = readSides(Buffer.from(text).toString('latin1'));
  return (sides?.conflicts ?? []).map(({ line, ours, theirs }) => ({
    line,
    edited: shown(ours),
    generated: shown(theirs),
    isOfGit: true,
  }));
}

function shown(lines: readonly string[]): readonly string[] {
  return lines.map((line) => Buffer.from(line.replace(/\r?\n$/, ''), 'latin1').toString('utf8'));
}

/** From so many lines on git merges: the library compares each line with each that is equal to it. */
export const manyLines = 2000;

/** @param history git's own merge, for long texts; without it the library does all */
export async function mergeTexts(texts: ThreeTexts, history: History | undefined): Promise<Merged> {
  if (Object.values(texts).some(isBinary)) return binaryConflict(texts);
  const [edited, base, generated] = [linesOf(texts.edited), linesOf(texts.base), linesOf(texts.generated)];
  const lines = Math.max(edited.length, base.length, generated.length);
  if (lines > manyLines && history) return mergeByGit(texts, history);
  const merged: string[] = [];
  const conflicts: Conflict[] = [];
  for (const { ok, conflict } of diff3Merge(edited, base, generated)) {
    if (ok) for (const line of ok) merged.push(line);
    if (conflict) {
      conflicts.push({ line: conflict.aIndex + 1, edited: shown(conflict.a), generated: shown(conflict.b) });
    }
  }
  return conflicts.length > 0 ? { kind: 'conflict', conflicts } : { kind: 'clean', text: bytesOf(merged) };
}

/** What is no text has no lines that could be taken from either side. */
function binaryConflict({ edited, generated }: ThreeTexts): Merged {
  const conflict = { line: 1, edited: [describeBinary(edited)], generated: [describeBinary(generated)] };
  return { kind: 'conflict', conflicts: [conflict] };
}

/** Long enough that no text has lines of them. */
const markSize = 64;

async function mergeByGit(texts: ThreeTexts, history: History): Promise<Merged> {
  const { text, isClean } = await history.mergeTexts(
    { ours: texts.edited, base: texts.base, theirs: texts.generated },
    { markSize },
  );
  if (isClean) return { kind: 'clean', text };
  const conflicts: { line: number; edited: string[]; generated: string[] }[] = [];
  let part: 'both' | 'edited' | 'generated' = 'both';
  let line = 1;
  for (const each of linesOf(text)) {
    const open = conflicts.at(-1);
    if (each.startsWith('<'.repeat(markSize))) {
      conflicts.push({ line, edited: [], generated: [] });
      part = 'edited';
    } else if (part === 'edited' && each.startsWith('='.repeat(markSize))) part = 'generated';
    else if (part === 'generated' && each.startsWith('>'.repeat(markSize))) part = 'both';
    else {
      if (part !== 'both') open?.[part].push(each);
      if (part !== 'generated') line += 1;
    }
  }
  return {
    kind: 'conflict',
    conflicts: conflicts.map((each) => ({
      line: each.line,
      edited: shown(each.edited),
      generated: shown(each.generated),
    })),
  };
}
