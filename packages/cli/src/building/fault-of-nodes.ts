// Makes one coded error of all nodes that were not built: takes their results and what Nix said. Pure.
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import type { DerivationsReport } from '@flake-lattice/programs';
import type { NodeResult } from './node-results.js';

/** How many lines of a log are shown where one node failed, and where several did. */
const [shownOfOne, shownOfMany] = [15, 5];
/** More logs than anyone reads before the next run. */
const mostLogs = 8;

export interface FaultContext {
  readonly store?: string;
}

type Report = Pick<DerivationsReport, 'isHomeless' | 'unreachable' | 'failed' | 'errors' | 'asides'>;

/** @returns nothing where every node is there */
export function faultOfNodes(
  results: readonly NodeResult[],
  report: Report,
  { store }: FaultContext,
): CodedError | undefined {
  const missing = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'skipped');
  if (missing.length === 0) return undefined;
  const failed = missing.filter((result) => result.failed !== undefined);
  if (failed.length > 0) return buildFailed(missing, failed);
  if (report.isHomeless) return homeless(missing, report);
  const said = tail([...report.errors, ...report.asides].join('\n').split('\n'), shownOfOne);
  if (store !== undefined) {
    return new CodedError({
      code: 'STORE_UNREACHABLE',
      message: `nothing can be built in the store \`${store}\``,
      hint: `nix store info --store ${quoteForShell(store)}   (says whether Nix can open it)`,
      detail: said,
    });
  }
  return new CodedError({
    code: 'BUILD_FAILED',
    message: `Nix ended before ${namesOf(missing)} could be built`,
    hint: `nix build --print-build-logs ${missing.slice(0, 3).map(linkOf).join(' ')}`,
    detail: said,
  });
}

function buildFailed(missing: readonly NodeResult[], failed: readonly NodeResult[]): CodedError {
  const own = failed.filter(({ outcome }) => outcome === 'failed');
  const culprits = [...new Map(failed.map((result) => [result.failed as string, result])).values()];
  const [first] = culprits as [NodeResult];
  const rest = missing.length - 1;
  const skipped = missing.filter(({ outcome }) => outcome === 'skipped').length;
  const many = `${missing.length} nodes were not built: ${own.length} failed, ${skipped} skipped for a node below`;
  const derivation = first.failed as string;
  return new CodedError({
    code: 'BUILD_FAILED',
    message:
      rest === 0
        ? `building \`${first.node}\` failed in \`${derivation}\`${first.because ? `, for ${first.because.map((name) => `\`${name}\``).join(', ')} below it` : ''}`
        : `${many}`,
    hint: `nix log ${quoteForShell(derivation)}   (the whole log${culprits.length > 1 ? ' of the first' : ''})`,
    detail: culprits.length === 1 ? logOf(first, shownOfOne) : logsOf(culprits),
  });
}

function logsOf(culprits: readonly NodeResult[]): string {
  const shown = culprits
    .slice(0, mostLogs)
    .map(
      (result) => `${result.failed}: ${result.reason}\n${logOf(result, shownOfMany).replace(/^/gm, '  ')}`,
    );
  if (culprits.length > mostLogs) shown.push(`… and ${culprits.length - mostLogs} more`);
  return shown.join('\n');
}

function logOf({ log, reason }: NodeResult, lines: number): string {
  return log === undefined ? (reason ?? '') : tail(log.split('\n'), lines);
}

function homeless(missing: readonly NodeResult[], { unreachable, asides }: Report): CodedError {
  const machines = [...unreachable.keys()].map((machine) => `\`${machine}\``).join(', ');
  const [machine] = unreachable.keys();
  const why = [...unreachable].map(([address, reason]) => `${address}: ${reason}`);
  return new CodedError({
    code: 'BUILDER_UNREACHABLE',
    message:
      machine === undefined
        ? `no machine takes ${namesOf(missing)}: this one is told to build nothing, and no builder fits`
        : `no machine takes ${namesOf(missing)}: ${machines} cannot be reached, and this one is told to build nothing`,
    hint: `${machine === undefined ? 'name a builder for this system: --builders NAME' : `nix store info --store ${quoteForShell(machine)}   (shows why)`}\nor build here: --jobs 1`,
    detail: tail([...asides, ...why], shownOfOne),
  });
}

function namesOf(results: readonly NodeResult[]): string {
  const shown = results.slice(0, 5).map(({ node }) => `\`${node}\``);
  return results.length > 5 ? `${shown.join(', ')} and ${results.length - 5} more` : shown.join(', ');
}

function linkOf({ derivation }: NodeResult): string {
  return quoteForShell(`${derivation}^*`);
}

function tail(lines: readonly string[], count: number): string {
  return lines.slice(-count).join('\n');
}
