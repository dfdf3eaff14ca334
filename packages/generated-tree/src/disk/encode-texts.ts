// Encodes many texts: takes one at a time, gives its bytes in UTF-8; they share few, large pieces of memory, since one for
// each takes longer than writing it.

const pieceSize = 1 << 20;

/** The bytes stay as they are as long as somebody holds them. */
export function createEncoder(): (text: string) => Uint8Array {
  let piece = Buffer.alloc(0);
  let end = 0;
  return (text) => {
    // A character takes three bytes at most for each of its units.
    const most = text.length * 3;
    if (piece.length - end < most) {
      piece = Buffer.allocUnsafeSlow(Math.max(pieceSize, most));
      end = 0;
    }
    const start = end;
    end += piece.write(text, start);
    return piece.subarray(start, end);
  };
}
