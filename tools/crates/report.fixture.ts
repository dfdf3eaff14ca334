// For tests: what the command reports of a crate that was split well, with what differs.
import type { SplitOutcome, SplitReport } from './split-crate.js';

export function reportOf(name: string, more: Partial<SplitReport> = {}): SplitReport {
  return {
    crate: name,
    version: '1.0.0',
    verdict: 'split',
    granularity: 'declaration',
    declarations: 10,
    units: 8,
    lines: 200,
    biggestUnit: { name: 'container', lines: 90, share: 0.45 },
    merges: [],
    api: [],
    ...more,
    tests: {
      original: 4,
      facade: 4,
      missing: [],
      additional: [],
      different: [],
      cut: [],
      kept: 4,
      of: 4,
      ...more.tests,
    },
  };
}

export function outcomeOf(name: string, more: Partial<SplitReport> = {}, exitCode = 0): SplitOutcome {
  return { name, seconds: 1.5, exitCode, report: reportOf(name, more) };
}

export function refusalOf(name: string, code: string | undefined, exitCode = 2): SplitOutcome {
  const stderr =
    code === undefined ? 'TypeError: x\n    at y' : `error[${code}]: it is no crate\n  hint: none\n`;
  return { name, seconds: 0.5, exitCode, code, stderr };
}
