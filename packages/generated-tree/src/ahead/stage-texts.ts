// Writes texts where they are to be staged: takes places and texts as they come, gives the bytes and the hash of each.
import { hash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createEncoder } from '../disk/encode-texts.js';
import { writeNew } from '../disk/small-files.js';

export interface StagedText {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  readonly hash: string;
}

/**
 * Stages one text after another; folders are made with their first file.
 *
 * @returns takes the absolute path of a file that is not there, in a folder that holds nothing else
 */
export function createStager(): (file: string, contents: string | Uint8Array) => StagedText {
  const encode = createEncoder();
  const made = new Set<string>();
  return (file, contents) => {
    const folder = dirname(file);
    if (!made.has(folder)) mkdirSync(folder);
    made.add(folder);
    const bytes = typeof contents === 'string' ? encode(contents) : contents;
    writeNew(file, bytes);
    return { bytes, hash: hash('sha256', bytes) };
  };
}
