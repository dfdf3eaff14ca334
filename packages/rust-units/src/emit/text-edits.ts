// Edits of a text by positions: takes a stretch of a text and edits within it, gives the text as edited.

export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits do not overlap; of those at one place, the earlier in the list comes first. */
export function applyTextEdits(text: string, start: number, end: number, edits: readonly TextEdit[]): string {
  let result = '';
  let at = start;
  const inOrder = edits.map((edit, index) => ({ edit, index }));
  inOrder.sort((one, other) => one.edit.start - other.edit.start || one.index - other.index);
  for (const { edit } of inOrder) {
    if (edit.start < at || edit.end > end) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}
