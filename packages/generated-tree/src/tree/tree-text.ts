// What a file is to hold, as a plan has it: a text, whole or in pieces, or bytes.

/**
 * The pieces of a text, one after another. Those at even places come again in many texts, as the same strings: whoever
 * takes thousands of such texts in takes each of these once.
 */
export type TextPieces = readonly string[];

export type TreeText = string | TextPieces;

/** Bytes are taken as they are: what is copied may be no text. */
export type TreeContents = TreeText | Uint8Array;

export function areBytes(contents: TreeContents): contents is Uint8Array {
  return ArrayBuffer.isView(contents);
}

export function wholeText(text: TreeText): string {
  return typeof text === 'string' ? text : text.join('');
}
