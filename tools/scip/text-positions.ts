// Converts positions of an index: takes the text of a file, gives for line and bytes the position in the text.

export type PositionOf = (line: number, bytes: number) => number;

/** The position is in UTF-16 code units, as those of strings are. */
export function createPositions(text: string): PositionOf {
  const lines = text.split('\n');
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return (line, bytes) => {
    const shown = lines[line] ?? '';
    const isPlain = bytes <= shown.length && !/[^\0-\x7f]/.test(shown.slice(0, bytes));
    const units = isPlain ? bytes : Buffer.from(shown).subarray(0, bytes).toString().length;
    return (starts[line] ?? text.length) + units;
  };
}
