// Takes a rendered flake, gives what writing it would do to each file: the outcome, and the difference.
import { readFile } from 'node:fs/promises';
import { type FileOutcome, formatDiff } from '@flake-lattice/generated-tree';
import { type FlakeFiles, flakeContents } from './write-flake.js';

export interface PreviewedFile {
  /** Absolute path. */
  readonly file: string;
  readonly outcome: FileOutcome;
  /** A unified diff; empty where nothing would change. */
  readonly diff: string;
}

/** @param nameOf how a diff names a file */
export async function previewFlake(
  folder: string,
  files: FlakeFiles,
  nameOf: (file: string) => string,
): Promise<readonly PreviewedFile[]> {
  return Promise.all(
    flakeContents(folder, files).map(async ({ file, contents }): Promise<PreviewedFile> => {
      const before = await readFile(file).catch(() => undefined);
      const after = Buffer.from(contents);
      if (before?.equals(after)) return { file, outcome: 'unchanged', diff: '' };
      const diff = formatDiff(nameOf(file), before?.toString(), after.toString());
      return { file, outcome: before ? 'changed' : 'created', diff };
    }),
  );
}
