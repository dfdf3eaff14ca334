// Carries files that code includes along: takes an item, gives edits of their paths and the files themselves.
import { posix } from 'node:path';
import type { SourceFile } from '../read/crate-source.js';
import type { TextEdit } from './text-edits.js';

export interface Included {
  readonly edits: readonly TextEdit[];
  /** From the folder of the crate, and of the package that is made. */
  readonly files: readonly string[];
}

const asks = /\b(include(?:_str|_bytes)?)!\s*([({[])\s*"((?:[^"\\])*)"/g;

/** Paths start at the file that they stand in; afterwards at the package, whose one file of code is at its top. */
export function includedFiles(file: SourceFile, start: number, end: number): Included {
  const edits: TextEdit[] = [];
  const files: string[] = [];
  const text = file.text.slice(start, end);
  for (const match of text.matchAll(asks)) {
    const written = match[3] as string;
    const path = posix.normalize(posix.join(posix.dirname(file.path), written));
    const at = start + match.index + match[0].length - written.length - 1;
    if (path.startsWith('..') || posix.isAbsolute(written)) continue;
    edits.push({ start: at, end: at + written.length, text: path });
    files.push(path);
  }
  return { edits, files };
}
