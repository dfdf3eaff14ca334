// The text of a file as a plan has it: whole, or in pieces.

/**
 * The pieces of a text, one after another. Those at even places come again in many texts, as the same strings: whoever
 * takes thousands of such texts in takes each of these once.
 */
export type TextPieces = readonly string[];

export type TreeText = string | TextPieces;

export function wholeText(text: TreeText): string {
  return typeof text === 'string' ? text : text.join('');
}
