// Reports a split: takes what came of it, gives the report as data and as text.
import type { ProvenSplit, SplitOutcome } from '@flake-lattice/rust-units';

export interface SplitReport {
  readonly crate: string;
  readonly version: string;
  /** `coarser` than was asked for, since nothing finer holds; `different` where the tests are not those of the crate. */
  readonly verdict: 'split' | 'coarser' | 'different';
  readonly granularity: string;
  readonly declarations: number;
  readonly units: number;
  readonly lines: number;
  readonly biggestUnit: { readonly name: string; readonly lines: number; readonly share: number } | undefined;
  /** Declarations that stay together, with the reason. */
  readonly merges: readonly {
    readonly unit: string;
    readonly kind: string;
    readonly declarations: readonly string[];
    readonly reason: string;
  }[];
  /** Names of those that the facade has. */
  readonly programs: readonly string[];
  readonly cuts: readonly object[];
  readonly tests: object | undefined;
  readonly api: readonly string[] | undefined;
  readonly rounds: number;
  readonly seconds: Readonly<Record<string, number>>;
  /** The folder of the facade, as it was asked for. */
  readonly facade: string;
}

export function buildReport(
  outcome: SplitOutcome,
  asked: string,
  facade: string,
  verification: ProvenSplit['verification'] | undefined,
  verifyTime: number | undefined,
): SplitReport {
  const { split, declarations, rounds, cuts, tests, times } = outcome;
  const units = split.units.filter(({ declarations: own }) => own.length > 0);
  const lines = units.reduce((sum, unit) => sum + unit.lines, 0);
  const [biggest] = [...units].sort((one, other) => other.lines - one.lines);
  const isEqual = verification === undefined || isProven(verification);
  return {
    crate: split.crate,
    version: split.version,
    verdict: !isEqual ? 'different' : split.granularity === asked ? 'split' : 'coarser',
    granularity: split.granularity,
    declarations,
    units: units.length,
    lines,
    biggestUnit: biggest && {
      name: biggest.packageName,
      lines: biggest.lines,
      share: round(biggest.lines / lines),
    },
    merges: units.flatMap(({ packageName, merges }) =>
      merges.map(({ kind, declarations: own, reason }) => ({
        unit: packageName,
        kind,
        declarations: own,
        reason,
      })),
    ),
    programs: split.facade.programs.map(({ name }) => name),
    cuts,
    tests: verification && { ...verification.tests, cut: cuts, kept: tests?.kept ?? 0, of: tests?.of ?? 0 },
    api: verification?.api.map(({ sentence }) => sentence),
    rounds,
    seconds: Object.fromEntries(
      [...Object.entries(times), ...(verifyTime === undefined ? [] : [['verify', verifyTime] as const])].map(
        ([step, time]) => [step, round(time / 1000)],
      ),
    ),
    facade,
  };
}

/** That a field can be seen which could not is told, and proves nothing wrong. */
function isProven({ isEqual }: ProvenSplit['verification']): boolean {
  return isEqual;
}

export function renderReport(report: SplitReport): string {
  const {
    crate,
    version,
    verdict,
    granularity,
    declarations,
    units,
    biggestUnit,
    merges,
    programs,
    cuts,
    api,
    facade,
  } = report;
  const lines = [
    `${crate} ${version}: ${declarations} ${declarations === 1 ? 'declaration' : 'declarations'}, ${units} ${units === 1 ? 'unit' : 'units'} by ${granularity}${verdict === 'coarser' ? ', coarser than was asked for' : ''}, in ${facade}`,
  ];
  if (biggestUnit)
    lines.push(
      `the biggest unit is ${biggestUnit.name}: ${biggestUnit.lines} lines, ${percent(biggestUnit.share)} of all`,
    );
  if (programs.length > 0)
    lines.push(`${programs.length === 1 ? 'program' : 'programs'} of the facade: ${programs.join(', ')}`);
  if (merges.length > 0)
    lines.push(
      '',
      'what stays together, and why:',
      ...merges.map(({ unit, reason }) => `  ${unit}: ${reason}`),
    );
  if (cuts.length > 0)
    lines.push(
      '',
      'what was cut, since what it needs cannot be had without network:',
      ...cuts.map((cut) => `  ${textOfCut(cut)}`),
    );
  const tests = report.tests as
    | {
        original: number;
        facade: number;
        missing: string[];
        additional: string[];
        different: { target: string; name: string }[];
        faults: string[];
        kept: number;
        of: number;
      }
    | undefined;
  if (tests) {
    lines.push(
      '',
      `tests: ${tests.original} of the crate, ${tests.facade} of the facade; ${tests.kept} of ${tests.of} could be run`,
    );
    for (const name of tests.missing) lines.push(`  missing: ${name}`);
    for (const name of tests.additional) lines.push(`  additional: ${name}`);
    for (const { target, name } of tests.different) lines.push(`  different: ${target} ${name}`);
    for (const fault of tests.faults) lines.push(`  ${fault}`);
  }
  if (api && api.length > 0)
    lines.push('', 'the API of the facade:', ...api.map((sentence) => `  ${sentence}`));
  const times = Object.entries(report.seconds).map(([step, seconds]) => `${step} ${seconds} s`);
  lines.push('', `times: ${times.join(', ')}`);
  return lines.join('\n');
}

function textOfCut(cut: object): string {
  const { file, item, reason } = cut as { file: string; item: string; reason: string };
  return `${file}: ${item} (${reason})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
