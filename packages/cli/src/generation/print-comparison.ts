// Tells how a lattice differs from what is on the disk: takes the comparison, prints a line or a diff for each file.
import { relative, resolve } from 'node:path';
import { type ComparedFile, formatDiff, manifestPath, shownText } from '@flake-lattice/generated-tree';
import type { Output } from '../output.js';
import type { LatticeComparison } from './compare-lattice.js';

type State = ComparedFile['state'];

/** What needs nobody. */
const fine: readonly State[] = ['unchanged', 'kept'];

/** What a run writes or removes unasked, and the record of the tree with it. */
const written: readonly State[] = ['missing', 'stale', 'orphaned'];

export interface FoundFile {
  /** From the folder that the command runs in. */
  readonly file: string;
  readonly state: State;
  readonly before?: Uint8Array | undefined;
  readonly after?: Uint8Array | undefined;
}

/** The files that are not as they would be written. */
export function findDifferences(
  { project, files, manifest, rootLock }: LatticeComparison,
  cwd: string,
): readonly FoundFile[] {
  const found: FoundFile[] = files
    .filter(({ state }) => !fine.includes(state))
    .map(({ path, ...rest }) => ({ ...rest, file: relative(cwd, resolve(project.output, path)) }));
  // One that is only behind the files it tells of needs no line of its own.
  const isBehind = manifest === 'stale' && found.some(({ state }) => written.includes(state));
  if (manifest !== 'unchanged' && !isBehind) {
    found.push({ file: relative(cwd, resolve(project.output, manifestPath)), state: manifest });
  }
  if (rootLock) {
    const { file, before, after } = rootLock;
    found.push({
      file: relative(cwd, file),
      state: before === undefined ? 'missing' : 'stale',
      before: bytesOf(before),
      after: bytesOf(after),
    });
  }
  return found;
}

export function printComparison(
  comparison: LatticeComparison,
  output: Output,
  cwd: string,
  { diff }: { readonly diff: boolean },
): void {
  const found = findDifferences(comparison, cwd);
  const diffOf = ({ file, before, after }: FoundFile) =>
    formatDiff(file, before && shownText(before), after ? shownText(after) : '');
  output.json({
    upToDate: found.length === 0,
    files: found.map((each) => ({
      file: each.file,
      state: each.state,
      ...(diff ? { diff: diffOf(each) } : {}),
    })),
  });
  for (const each of found) {
    if (!diff) output.line(`${each.state.padEnd(15)}  ${each.file}`);
    else if (diffOf(each) !== '') output.line(diffOf(each).trimEnd());
    else output.line(`${each.state.padEnd(15)}  ${each.file}`);
  }
}

function bytesOf(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}
