// Has git merge texts as it merges files by lines: takes three texts, gives one, and whether it has conflicts.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { HistoryPlace } from './history-place.js';

export interface ThreeTexts {
  readonly ours: Uint8Array;
  readonly base: Uint8Array;
  readonly theirs: Uint8Array;
}

export interface MergeOptions {
  readonly favour?: 'ours' | 'theirs';
  readonly markSize?: number;
}

export interface MergedText {
  readonly text: Buffer;
  readonly isClean: boolean;
}

/** @throws CodedError GIT_FAILED */
export async function mergeTexts(
  { root, stateFolder, env }: HistoryPlace,
  { ours, base, theirs }: ThreeTexts,
  { favour, markSize = 7 }: MergeOptions,
): Promise<MergedText> {
  await mkdir(stateFolder, { recursive: true });
  const folder = await mkdtemp(join(stateFolder, 'merge-'));
  try {
    const files = ['ours', 'base', 'theirs'].map((name) => join(folder, name));
    for (const [index, text] of [ours, base, theirs].entries()) await writeFile(files[index] as string, text);
    const options = favour === undefined ? [] : [`--${favour}`];
    const args = ['merge-file', '--stdout', '--quiet', `--marker-size=${markSize}`, ...options, ...files];
    const { execa } = await import('execa');
    const result = await execa('git', args, {
      cwd: root,
      env: env as Record<string, string>,
      extendEnv: false,
      encoding: 'buffer',
      reject: false,
      stripFinalNewline: false,
      maxBuffer: 1 << 30,
    });
    // The status is the number of conflicts, at most 127.
    if (result.exitCode === undefined || result.exitCode > 127) throw notMerged(result.stderr);
    return { text: Buffer.from(result.stdout), isClean: result.exitCode === 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function notMerged(stderr: Uint8Array | undefined): CodedError {
  return new CodedError({
    code: 'GIT_FAILED',
    message: '`git merge-file` cannot merge a generated file',
    hint: 'git merge-file --help   (it takes text only; a file that holds NUL is none)',
    detail: Buffer.from(stderr ?? []).toString(),
  });
}
