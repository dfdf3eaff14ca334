// Passes texts to another thread in few parts: takes them as a plan has them, gives parts, and of those the texts again.
import { type TreeText, wholeText } from '../tree/tree-text.js';

/**
 * In one flat list, since lists within lists take long to pass. A text is the number of its pieces and these, or 0 and the
 * text where it is whole; a piece at an even place that was passed before is its number.
 */
export type PassedPart = string | number;

/** Adds a text to the parts. */
export function createPasser(): (parts: PassedPart[], text: TreeText) => void {
  const numbers = new Map<string, number>();
  return (parts, text) => {
    if (typeof text === 'string' || text.length === 0) {
      parts.push(0, wholeText(text));
      return;
    }
    parts.push(text.length);
    for (const [place, piece] of text.entries()) {
      const number = place % 2 === 0 ? numbers.get(piece) : undefined;
      if (place % 2 === 0 && number === undefined) numbers.set(piece, numbers.size);
      parts.push(number ?? piece);
    }
  };
}

/** Where a text ended among the parts. */
export interface TakenText {
  readonly text: string;
  readonly end: number;
}

/** Takes the text that begins at a place among the parts; those of {@link createPasser}, one after another. */
export function createTaker(): (parts: readonly PassedPart[], start: number) => TakenText {
  const shared: string[] = [];
  return (parts, start) => {
    const length = parts[start] as number;
    if (length === 0) return { text: parts[start + 1] as string, end: start + 2 };
    let text = '';
    for (let place = 0; place < length; place += 1) {
      const part = parts[start + 1 + place] as PassedPart;
      if (place % 2 === 0 && typeof part === 'string') shared.push(part);
      text += typeof part === 'number' ? shared[part] : part;
    }
    return { text, end: start + 1 + length };
  };
}
