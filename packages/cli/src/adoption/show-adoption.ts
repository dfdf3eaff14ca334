// Tells what an adoption comes to: takes its plan, gives lines for people, or data for programs.
import { alignColumns } from '@flake-lattice/command-shell';
import { textOfFollowLine } from '@flake-lattice/root-integrator';
import type { ChangedFile } from './files-of-adoption.js';
import type { FlakeSurvey } from './plan-adoption.js';
import type { AdoptedFlakePlan } from './plan-flakes.js';
import type { VersionsOfInput } from './versions-of-inputs.js';

/** The nodes with the entries of their locks, and of all together. */
export function tableOf({ flakes }: Pick<FlakeSurvey, 'flakes'>): string {
  const rows = flakes.map(({ name, flake, extends: below, entries }) => [
    name,
    flake.shown,
    below.join(', '),
    entries ? `${entries.before} -> ${entries.after}` : 'only Nix can tell',
  ]);
  const known = flakes.flatMap(({ entries }) => entries ?? []);
  const sum = (side: 'before' | 'after') => known.reduce((all, entries) => all + entries[side], 0);
  const total = `${sum('before')} -> ${sum('after')}`;
  const table = [['NODE', 'FLAKE', 'EXTENDS', 'LOCK NODES'], ...rows, ['all', '', '', total]];
  return alignColumns(table).trimEnd();
}

/** What a person should know besides, one thing each. */
export function notesOf({ flakes, versions }: Pick<FlakeSurvey, 'flakes' | 'versions'>): readonly string[] {
  return [...flakes.flatMap(notesOfFlake), ...versions.map(noteOfVersions)];
}

function notesOfFlake({ flake, follows, lockFile }: AdoptedFlakePlan): readonly string[] {
  const { lines, refused, byHand } = follows;
  const listed = lines.map((line) => `\n      ${textOfFollowLine(line)}`).join('');
  return [
    ...(byHand === undefined
      ? []
      : [
          lines.length === 0
            ? `${flake.shown} is left as it is: ${byHand}`
            : `${flake.shown} is left as it is: ${byHand}; by hand:${listed}`,
        ]),
    ...(refused.length === 0
      ? []
      : [
          `${flake.shown} keeps ${refused.length} ${refused.length === 1 ? 'duplicate' : 'duplicates'}: without it, another flake would get another input than it has`,
        ]),
    ...(lockFile.stale === undefined
      ? []
      : [`${lockShown(flake.shown)} does not fit its flake: ${lockFile.stale}`]),
  ];
}

export function noteOfVersions({ source, versions }: VersionsOfInput): string {
  const lines = versions.map(({ reference, users }) => {
    const others = users.length > 3 ? ` and ${users.length - 3} more` : '';
    return `\n      ${reference}: ${users.slice(0, 3).join(', ')}${others}`;
  });
  return `${source} is locked to ${versions.length} versions, and each flake keeps its own:${lines.join('')}`;
}

export function dataOf(survey: FlakeSurvey, files: readonly ChangedFile[], written: boolean) {
  const { flakes, versions } = survey;
  return {
    written,
    nodes: flakes.map(({ name, flake, extends: below, entries, follows, lockFile }) => ({
      name,
      flake: flake.shown,
      extends: below,
      lockNodes: entries ?? null,
      follows: follows.byHand === undefined ? follows.lines.map(textOfFollowLine) : [],
      byHand:
        follows.byHand === undefined
          ? null
          : { reason: follows.byHand, lines: follows.lines.map(textOfFollowLine) },
      stale: lockFile.stale ?? null,
    })),
    versions,
    files: files.map(({ shown, before }) => ({ file: shown, outcome: before ? 'changed' : 'created' })),
  };
}

export function lockShown(flake: string): string {
  return flake.replace(/\.nix$/, '.lock');
}
