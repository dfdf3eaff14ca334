// Tells what a generation did: takes its outcome, prints the files that changed, and those that a person has to look at.
import { join, relative } from 'node:path';
import { commandLine } from '@flake-lattice/errors';
import type { AppliedFile, Conflict, EditedChoice } from '@flake-lattice/generated-tree';
import type { Output } from '../output.js';
import type { Generation } from './generate-lattice.js';
import { openOutcomes } from './open-ends.js';

type Outcome = AppliedFile['outcome'];

/** What nobody has to look at, in the order that a summary counts it. */
const done: readonly Outcome[] = ['created', 'changed', 'removed', 'overwritten', 'merged', 'kept'];

/**
 * @param cwd what paths are shown from
 * @param edited what was to become of edited files
 */
export function printGeneration(
  generation: Generation,
  output: Output,
  cwd: string,
  edited: EditedChoice,
): void {
  const { project, files, rootLock, notes, failures } = generation;
  const shown = pathsShown(cwd, project.output);
  const changed = files.filter(({ outcome }) => outcome !== 'unchanged');
  const lines = changed.map(({ path, outcome }) => `${outcome.padEnd(11)}  ${shown(path)}`);
  if (rootLock && rootLock.outcome !== 'unchanged')
    lines.push(`${rootLock.outcome.padEnd(11)}  ${relative(cwd, rootLock.file)}`);
  // At once: thousands of lines, each written by itself, take longer than the files.
  if (lines.length > 0) output.line(lines.join('\n'));
  output.json({
    files: files.map(({ path, ...rest }) => ({ file: shown(path), ...rest })),
    ...(rootLock ? { rootLock: { file: relative(cwd, rootLock.file), outcome: rootLock.outcome } } : {}),
    notes,
    failures: failures.map(({ code, message, hint }) => ({ code, message, hint })),
  });
  for (const note of notes) output.note(note);
  output.progress(summary(files, rootLock));
  for (const line of waysOut(files, shown)) output.progress(line);
  if (edited === 'overwrite') for (const line of keptLines(files, shown)) output.progress(line);
}

/** Thousands of paths are shown, most often from above the output folder. */
function pathsShown(cwd: string, output: string): (path: string) => string {
  const folder = relative(cwd, output);
  if (folder === '' || folder.startsWith('..')) return (path) => relative(cwd, join(output, path));
  return (path) => `${folder}/${path}`;
}

function summary(files: readonly AppliedFile[], rootLock: Generation['rootLock']): string {
  const outcomes = [...files.map(({ outcome }) => outcome), ...(rootLock ? [rootLock.outcome] : [])];
  const counts = [...done, ...openOutcomes]
    .map((outcome) => ({ outcome, count: outcomes.filter((each) => each === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${words[outcome] ?? outcome}`);
  const unchanged = outcomes.filter((outcome) => outcome === 'unchanged').length;
  if (counts.length === 0) return `all ${unchanged} files are up to date`;
  return `${counts.join(', ')}, ${unchanged} unchanged`;
}

const words: Partial<Record<Outcome, string>> = {
  edited: 'edited by hand and left as it is',
  conflict: 'in conflict and left as it is',
  'orphaned-edited': 'no longer declared, but edited by hand and left as it is',
};

/** For each file that was edited by hand, what can be done about it. */
function waysOut(files: readonly AppliedFile[], shown: (path: string) => string): readonly string[] {
  const edited = files.filter(({ outcome }) => openOutcomes.includes(outcome));
  if (edited.length === 0) return [];
  const isGone = ({ outcome }: AppliedFile) => outcome === 'orphaned-edited';
  return [
    'edited by hand, and not touched:',
    ...edited.flatMap((file) => [
      `  ${shown(file.path)}${isGone(file) ? '   (no node of the lattice is there any more)' : ''}`,
      ...(file.conflicts ?? []).flatMap(conflictLines),
    ]),
    ...(edited.every(isGone) ? waysOutOfGone : waysOutOfEdited),
  ];
}

const waysOutOfEdited: readonly string[] = [
  '  hint: flake-lattice generate --keep        leaves them as they are, and remembers that',
  '        flake-lattice generate --overwrite   writes what lattice.toml says, the edit is lost',
  '        flake-lattice generate --merge       takes the edit into what lattice.toml says',
];

const waysOutOfGone: readonly string[] = [
  '  hint: flake-lattice generate --keep        leaves them as they are: they are yours from then on',
  '        flake-lattice generate --overwrite   removes them, the edit is lost',
];

/** For each file that somebody said to keep, how to take that back. */
function keptLines(files: readonly AppliedFile[], shown: (path: string) => string): readonly string[] {
  const kept = files.filter(({ outcome }) => outcome === 'kept').map(({ path }) => shown(path));
  if (kept.length === 0) return [];
  return [
    'kept or merged earlier, and not overwritten:',
    ...kept.map((file) => `  ${file}`),
    `  hint: to give ${kept.length === 1 ? 'it' : 'one'} up, delete it and generate again: rm -- ${commandLine(kept)}`,
  ];
}

/** As diff3 shows it, without the third text. */
function conflictLines({ line, edited, generated, isOfGit }: Conflict): readonly string[] {
  const [yours, other] = isOfGit ? ['ours', 'theirs'] : ['yours', 'generated'];
  return [
    `    at line ${line}${isOfGit ? ', left by git: take the marks out, then say what is to become of it' : ''}:`,
    ...edited.map((text) => `    | ${yours.padEnd(9)}  ${text}`),
    ...generated.map((text) => `    | ${other.padEnd(9)}  ${text}`),
  ];
}
