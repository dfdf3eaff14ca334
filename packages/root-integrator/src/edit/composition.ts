// Joins edits that were planned one after another into edits of the first text: takes pieces, gives pieces.
import { sortEdits, type TextEdit } from './text-edit.js';

/** A stretch of the first text that was kept, or text that was put in. */
export type Piece =
  | { readonly kind: 'kept'; readonly start: number; readonly end: number }
  | { readonly kind: 'new'; readonly text: string };

export function wholeText(text: string): readonly Piece[] {
  return text === '' ? [] : [{ kind: 'kept', start: 0, end: text.length }];
}

export function joinPieces(pieces: readonly Piece[], text: string): string {
  return pieces
    .map((piece) => (piece.kind === 'new' ? piece.text : text.slice(piece.start, piece.end)))
    .join('');
}

/** The edits are of the text that the pieces make. */
export function editPieces(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  let rest = pieces;
  let at = 0;
  const result: Piece[] = [];
  for (const edit of sortEdits(edits)) {
    const [kept, behind] = splitPieces(rest, edit.start - at);
    const [, after] = splitPieces(behind, edit.end - edit.start);
    result.push(...kept);
    if (edit.text !== '') result.push({ kind: 'new', text: edit.text });
    rest = after;
    at = edit.end;
  }
  return [...result, ...rest];
}

/** The edits that turn the first text into what the pieces make; none that replaces a stretch by itself. */
export function editsOfPieces(pieces: readonly Piece[], text: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let added = '';
  const close = (end: number): void => {
    if (added !== text.slice(at, end)) edits.push({ start: at, end, text: added });
    added = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'new') {
      added += piece.text;
    } else {
      close(piece.start);
      at = piece.end;
    }
  }
  close(text.length);
  return edits;
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'new' ? piece.text.length : piece.end - piece.start;
}

function splitPieces(
  pieces: readonly Piece[],
  offset: number,
): readonly [readonly Piece[], readonly Piece[]] {
  let before = 0;
  for (const [index, piece] of pieces.entries()) {
    const length = lengthOf(piece);
    if (before + length <= offset) {
      before += length;
      continue;
    }
    const inside = offset - before;
    if (inside === 0) return [pieces.slice(0, index), pieces.slice(index)];
    const [head, tail] = splitPiece(piece, inside);
    return [
      [...pieces.slice(0, index), head],
      [tail, ...pieces.slice(index + 1)],
    ];
  }
  return [pieces, []];
}

function splitPiece(piece: Piece, inside: number): readonly [Piece, Piece] {
  if (piece.kind === 'new') {
    return [
      { kind: 'new', text: piece.text.slice(0, inside) },
      { kind: 'new', text: piece.text.slice(inside) },
    ];
  }
  const middle = piece.start + inside;
  return [
    { ...piece, end: middle },
    { ...piece, start: middle },
  ];
}
