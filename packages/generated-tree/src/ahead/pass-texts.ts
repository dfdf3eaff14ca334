// Passes texts to another thread in few parts: takes them as a plan has them, gives parts, and of those the texts again.
import { areBytes, type TreeContents, wholeText } from '../tree/tree-text.js';

/**
 * In one flat list, since lists within lists take long to pass. A text is the number of its pieces and these, or 0 and the
 * text where it is whole, or bytes; a piece at an even place that was passed before is its number.
 */
export type PassedPart = string | number | Uint8Array;

/** Adds what a file is to hold to the parts. */
export function createPasser(): (parts: PassedPart[], contents: TreeContents) => void {
  const numbers = new Map<string, number>();
  return (parts, contents) => {
    if (areBytes(contents)) {
      parts.push(0, contents);
      return;
    }
    if (typeof contents === 'string' || contents.length === 0) {
      parts.push(0, wholeText(contents));
      return;
    }
    parts.push(contents.length);
    for (let place = 0; place < contents.length; place += 1) {
      const piece = contents[place] as string;
      const number = place % 2 === 0 ? numbers.get(piece) : undefined;
      if (place % 2 === 0 && number === undefined) numbers.set(piece, numbers.size);
      parts.push(number ?? piece);
    }
  };
}

/** Where it ended among the parts. */
export interface TakenContents {
  readonly contents: string | Uint8Array;
  readonly end: number;
}

/** Takes what begins at a place among the parts; those of {@link createPasser}, one after another. */
export function createTaker(): (parts: readonly PassedPart[], start: number) => TakenContents {
  const shared: string[] = [];
  return (parts, start) => {
    const length = parts[start] as number;
    if (length === 0) return { contents: parts[start + 1] as string | Uint8Array, end: start + 2 };
    let text = '';
    for (let place = 0; place < length; place += 1) {
      const part = parts[start + 1 + place] as PassedPart;
      if (place % 2 === 0 && typeof part === 'string') shared.push(part);
      text += typeof part === 'number' ? shared[part] : part;
    }
    return { contents: text, end: start + 1 + length };
  };
}
