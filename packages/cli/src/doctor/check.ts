// What a check of `doctor` is, as data: what it looks at, and what it found with the way to mend it.
import { CodedError, type ErrorCode, type Place } from '@flake-lattice/errors';
import type { Patient } from './patient.js';

export interface Check {
  readonly id: string;
  /** What is well where nothing is found. */
  readonly title: string;
  readonly run: (patient: Patient) => Promise<Examination>;
  /** What is worth knowing where nothing is found; asked for after `run`. */
  readonly note?: (patient: Patient) => Promise<string | undefined>;
}

/** Findings, none where all is well; nothing where something else has to be mended before this can be looked at. */
export type Examination = readonly Finding[] | undefined;

export interface Finding {
  readonly message: string;
  /** A command or an edit. */
  readonly mend: string;
  readonly code?: ErrorCode;
  readonly place?: Place;
  /** Lines of another program's, or further faults. */
  readonly detail?: string;
}

/** What is wrong with a source is a finding. @throws whatever else was thrown */
export function findingOf(fault: unknown): Finding {
  if (!(fault instanceof CodedError)) throw fault;
  const { code, message, hint, place, detail } = fault;
  return {
    code,
    message,
    mend: hint,
    ...(place === undefined ? {} : { place }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** The first few of many names, for a sentence. */
export function someOf(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
