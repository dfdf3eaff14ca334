// What `doctor` finds about flakes that somebody wrote, in a lattice or not: takes what their locks hold and would hold, gives
// what could be better, each with its mend.
import { dirname } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import { textOfFollowLine } from '@flake-lattice/root-integrator';
import type { FlakeSurvey } from '../adoption/plan-adoption.js';
import type { AdoptedFlakePlan } from '../adoption/plan-flakes.js';
import { lockShown, noteOfVersions } from '../adoption/show-adoption.js';
import type { Finding } from './check.js';
import type { Diagnosis } from './diagnose.js';

export function diagnoseFlakes({ flakes, versions }: FlakeSurvey): readonly Diagnosis[] {
  return [
    diagnosis('duplicates', 'locks hold each flake once', flakes.flatMap(duplicatesOf)),
    diagnosis('stale-locks', 'locks fit their flakes', flakes.flatMap(staleLock)),
    diagnosis(
      'versions',
      'flakes from elsewhere are locked to one version',
      versions.map((version) => ({
        message: noteOfVersions(version),
        mend: 'where that is not on purpose: give these flakes one url, then in each: nix flake update INPUT',
      })),
    ),
  ];
}

function diagnosis(id: string, title: string, findings: readonly Finding[]): Diagnosis {
  return { id, title, outcome: findings.length === 0 ? 'well' : 'found', findings };
}

function duplicatesOf({ flake, follows, entries }: AdoptedFlakePlan): readonly Finding[] {
  const { lines, byHand } = follows;
  if (lines.length === 0) return [];
  const counts =
    entries && entries.before !== entries.after
      ? `${entries.before} lock nodes, and ${entries.after} would do`
      : 'lock nodes that are the same';
  const listed = lines.map(textOfFollowLine).join('\n');
  return [
    {
      message: `\`${flake.shown}\` has ${counts}${byHand === undefined ? '' : `; ${byHand}`}`,
      mend:
        byHand === undefined
          ? `flake-lattice adopt ${quoteForShell(dirname(flake.shown))}\nor write into it:\n${listed}`
          : `write into it:\n${listed}`,
    },
  ];
}

function staleLock({ flake, lockFile }: AdoptedFlakePlan): readonly Finding[] {
  if (lockFile.stale === undefined) return [];
  const folder = dirname(flake.shown);
  return [
    {
      message: `\`${lockShown(flake.shown)}\` does not fit its flake: ${lockFile.stale}`,
      mend: `nix flake lock ${quoteForShell(folder.startsWith('.') ? folder : `./${folder}`)}`,
    },
  ];
}
