// What the stand-in's tests hold it to: the recorded answer of a nixpkgs, and the reading of it.
import { readFile } from 'node:fs/promises';

export interface Recording {
  /** The release of nixpkgs, such as `25.11`. */
  readonly release: string;
  /** Functions that take arguments they do not know. */
  readonly open: readonly string[];
  /** By function: its arguments, and whether each has a default. */
  readonly signatures: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** By sentence: a value that a small expression has. */
  readonly behaviours: Readonly<Record<string, unknown>>;
}

/** What a nixpkgs answers when it is asked, in the recording's form. */
export type Answer = Omit<Recording, 'release'> & {
  /** By part (`lib`, `pkgs`, `strings`, …): the names in it. */
  readonly names: Readonly<Record<string, readonly string[]>>;
};

export async function readRecording(file: string): Promise<Recording> {
  return JSON.parse(await readFile(file, 'utf8'));
}
