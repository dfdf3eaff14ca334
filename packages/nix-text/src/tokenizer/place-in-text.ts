// Turns an offset into a place that people can go to: takes a text and an offset, gives line and column from 1.

export interface PlaceInText {
  readonly line: number;
  /** Counts code points, as editors do. */
  readonly column: number;
}

export function findPlace(text: string, offset: number): PlaceInText {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
}
