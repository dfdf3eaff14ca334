// Edits of a text as plain data: ranges of the text that was read, and what stands there instead.
import type { Span } from '@flake-lattice/nix-text';

/** Offsets count UTF-16 code units of the text that the edit is for. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Edits sorted by place. Two at one place keep their order. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** @throws Error where two edits overlap, which is a fault of whoever planned them */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of sortEdits(edits)) {
    if (edit.start < at) throw new Error(`edits overlap at offset ${edit.start}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
