// Tells what became of each node: takes the derivations of nodes and the report of the run that built them. Pure.
import type { Derivation, DerivationsReport, Requisites } from '@flake-lattice/programs';

/**
 * `present`: it was in the store already. `substituted`: it came from a cache. `failed`: its own build failed, or what
 * it is made of that is no node. `skipped`: a node below it failed.
 */
export type NodeOutcome = 'built' | 'present' | 'substituted' | 'failed' | 'skipped';

export interface NodeResult {
  readonly node: string;
  /** Store path, which is there unless the outcome is `failed` or `skipped`. */
  readonly output: string;
  readonly derivation: string;
  readonly outcome: NodeOutcome;
  /** Of its build, where Nix tells. */
  readonly seconds?: number;
  /** The last lines that its build, or the one that it failed for, printed. */
  readonly log?: string;
  /** The address of the builder that built it; absent for this machine. */
  readonly builder?: string;
  /** The address of the cache that it came from. */
  readonly cache?: string;
  /** Why its build failed, as Nix put it. */
  readonly reason?: string;
  /** The derivation that failed. */
  readonly failed?: string;
  /** The failed nodes below it, for which it was skipped. */
  readonly because?: readonly string[];
}

type Report = Pick<DerivationsReport, 'works' | 'substituted' | 'failed' | 'valid'>;

/** @param below those of further nodes, which were not asked for and may have failed */
export function resultsOfNodes(
  asked: ReadonlyMap<string, Derivation>,
  report: Report,
  requisites: Requisites,
  below: ReadonlyMap<string, Derivation> = new Map(),
): readonly NodeResult[] {
  const failedNodes = [...below, ...asked].filter(([, { derivation }]) => report.failed.has(derivation));
  return [...asked].map(([node, derivation]) =>
    report.valid.has(derivation.output)
      ? resultOfPresent(node, derivation, report)
      : resultOfMissing(node, derivation, report, requisites, failedNodes),
  );
}

function resultOfPresent(node: string, { derivation, output }: Derivation, report: Report): NodeResult {
  const work = report.works.get(derivation);
  const cache = report.substituted.get(output);
  const shared = { node, output, derivation };
  if (work === undefined) {
    return cache === undefined
      ? { ...shared, outcome: 'present' }
      : { ...shared, outcome: 'substituted', cache };
  }
  return {
    ...shared,
    outcome: 'built',
    ...(work.time === undefined ? {} : { seconds: Math.round(work.time) / 1000 }),
    ...(work.machine === '' ? {} : { builder: work.machine }),
    ...logOf(work.log),
  };
}

function resultOfMissing(
  node: string,
  { derivation, output }: Derivation,
  { failed, works }: Report,
  requisites: Requisites,
  failedNodes: readonly (readonly [string, Derivation])[],
): NodeResult {
  const needed = requisites(derivation);
  const culprit = failed.has(derivation) ? derivation : [...failed.keys()].find((each) => needed.has(each));
  const reason = culprit === undefined ? undefined : failed.get(culprit);
  const work = culprit === undefined ? undefined : works.get(culprit);
  const because = failedNodes
    .filter(([name, each]) => name !== node && each.derivation !== derivation && needed.has(each.derivation))
    .map(([name]) => name);
  const isSkipped = !failed.has(derivation) && because.length > 0;
  return {
    node,
    output,
    derivation,
    outcome: isSkipped ? 'skipped' : 'failed',
    ...(isSkipped || work?.time === undefined ? {} : { seconds: Math.round(work.time) / 1000 }),
    ...(work === undefined || work.machine === '' ? {} : { builder: work.machine }),
    ...(reason === undefined ? {} : { reason }),
    ...(culprit === undefined ? {} : { failed: culprit }),
    ...(isSkipped ? { because: [...new Set(because)].sort() } : {}),
    ...logOf(work?.log ?? []),
  };
}

function logOf(lines: readonly string[]): { readonly log?: string } {
  return lines.length === 0 ? {} : { log: lines.join('\n') };
}
