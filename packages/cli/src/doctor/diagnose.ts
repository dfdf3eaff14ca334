// Runs the checks of `doctor` one after another: takes them and what they look at, gives and prints what each found.
import type { Place } from '@flake-lattice/errors';
import type { Output } from '../output.js';
import type { Check, Finding } from './check.js';
import type { Patient } from './patient.js';

export interface Diagnosis {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'well' | 'found' | 'not examined';
  readonly findings: readonly Finding[];
  readonly note?: string;
}

export async function diagnose(checks: readonly Check[], patient: Patient): Promise<readonly Diagnosis[]> {
  const diagnoses: Diagnosis[] = [];
  for (const { id, title, run, note } of checks) {
    const findings = await run(patient);
    const outcome = findings === undefined ? 'not examined' : findings.length === 0 ? 'well' : 'found';
    const noted = outcome === 'well' ? await note?.(patient) : undefined;
    diagnoses.push({
      id,
      title,
      outcome,
      findings: findings ?? [],
      ...(noted === undefined ? {} : { note: noted }),
    });
  }
  return diagnoses;
}

/** @param all whether checks that found nothing are told of too */
export function printDiagnosis(
  diagnoses: readonly Diagnosis[],
  output: Output,
  { all }: { readonly all: boolean },
): void {
  const { colours, line } = output;
  const marks = { well: colours.green('✔'), found: colours.red('✘'), 'not examined': colours.dim('-') };
  for (const { title, outcome, findings, note } of diagnoses) {
    if (outcome !== 'found' && !all) continue;
    const aside =
      outcome === 'not examined'
        ? colours.dim('   (not examined: mend the rest first)')
        : note === undefined
          ? ''
          : colours.dim(`   (${note})`);
    line(`${marks[outcome]} ${title}${aside}`);
    for (const finding of findings) for (const text of linesOf(finding)) line(`    ${text}`);
  }
  const found = diagnoses.flatMap(({ findings }) => findings).length;
  output.json({ found, checks: diagnoses });
  output.progress(found === 0 ? 'all is well' : `${found} ${found === 1 ? 'thing' : 'things'} to mend`);
}

function linesOf({ message, mend, place, detail }: Finding): readonly string[] {
  const [first, ...rest] = mend.split('\n');
  return [
    message,
    ...(place ? [`at ${formatPlace(place)}`] : []),
    ...(detail === undefined
      ? []
      : detail
          .trimEnd()
          .split('\n')
          .map((text) => `| ${text}`)),
    `mend: ${first}`,
    ...rest.map((text) => `      ${text}`),
  ];
}

function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
