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

export interface Stager {
  /** Makes a folder (absolute path) ahead of its files. */
  readonly makeFolder: (folder: string) => void;
  /** Takes the absolute path of a file that is not there; its folder is made where it is missing. */
  readonly stage: (file: string, contents: string | Uint8Array) => StagedText;
}

/** Stages one text after another. A file that is there is a fault. */
export function createStager(): Stager {
  const encode = createEncoder();
  const made = new Set<string>();
  const makeFolder = (folder: string) => {
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
  };
  return {
    makeFolder,
    stage: (file, contents) => {
      makeFolder(dirname(file));
      const bytes = typeof contents === 'string' ? encode(contents) : contents;
      writeNew(file, bytes);
      return { bytes, hash: hash('sha256', bytes) };
    },
  };
}
