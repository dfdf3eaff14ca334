// The files that an adoption changes: takes its plan, gives the bytes of each before and after.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { formatDiff } from '@flake-lattice/generated-tree';
import type { AdoptionPlan } from './plan-adoption.js';

export interface ChangedFile {
  /** Absolute path of where the bytes are. */
  readonly file: string;
  readonly shown: string;
  /** Nothing where it is not there. */
  readonly before: Buffer | undefined;
  /** Nothing where Nix is to write it. */
  readonly after: Buffer | undefined;
  /** Absolute path of the flake that Nix is to lock for it. */
  readonly lockedBy?: string;
}

/** Those that would stay as they are, are left out. */
export function filesOf({ flakes, lattice }: AdoptionPlan, cwd: string): readonly ChangedFile[] {
  const files: ChangedFile[] = [
    {
      file: lattice.file,
      shown: lattice.shown,
      before: lattice.before === undefined ? undefined : readFileSync(lattice.file),
      after: Buffer.from(lattice.after),
    },
  ];
  for (const { flake, text, lockFile } of flakes) {
    const { encoding, target } = flake.file;
    if (text !== flake.text) {
      const [before, after] = [Buffer.from(flake.text, encoding), Buffer.from(text, encoding)];
      files.push({ file: target, shown: flake.shown, before, after });
    }
    if (lockFile.before === undefined || lockFile.after === lockFile.before) continue;
    const isByNix = lockFile.after === 'by-nix';
    files.push({
      file: lockFile.file,
      shown: relative(cwd, lockFile.file),
      before: readFileSync(lockFile.file),
      after: isByNix ? undefined : Buffer.from(lockFile.after as string),
      ...(isByNix ? { lockedBy: flake.folder } : {}),
    });
  }
  return files;
}

/** Of what a person wrote; of locks, the summary says how many entries they have. */
export function diffOf(files: readonly ChangedFile[]): string {
  return files
    .filter(({ file, after }) => after !== undefined && !file.endsWith('.lock'))
    .map(({ shown, before, after }) => formatDiff(shown, before?.toString('utf8'), `${after}`))
    .join('');
}
