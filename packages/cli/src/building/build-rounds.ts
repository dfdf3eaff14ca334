// Builds derivations on this machine and on builders: one that is lost on the way is left out, and its work done anew.
import { buildDerivations, type Derivation, type DerivationsReport, type Nix } from '@flake-lattice/programs';

export interface RoundOptions extends Omit<Parameters<typeof buildDerivations>[2], 'options'> {
  readonly options: readonly string[];
  /** As `--builders` of Nix takes each; absent, those that Nix is configured with. */
  readonly builders?: readonly string[];
  /** Called where a builder was lost, with its address. */
  readonly onLost?: (machine: string) => void;
}

/** A builder is lost once; what several of them are lost for again and again is no matter of builders. */
const mostRounds = 4;

export async function buildInRounds(
  nix: Nix,
  derivations: readonly Derivation[],
  { builders, onLost, ...options }: RoundOptions,
): Promise<DerivationsReport> {
  let left = builders;
  let before: DerivationsReport | undefined;
  for (let round = 1; ; round++) {
    const report = await buildDerivations(nix, derivations, {
      ...options,
      options: [...options.options, ...(left === undefined ? [] : ['--builders', left.join(' ; ')])],
    });
    const lost = lostBuilders(report);
    const joined = before === undefined ? report : joinReports(before, report);
    if (lost.size === 0 || round === mostRounds) return joined;
    for (const machine of lost) onLost?.(machine);
    left = left?.filter((builder) => !lost.has(builder.split(/\s/, 1)[0] ?? ''));
    before = joined;
  }
}

/** What failed on a builder that never said so was lost with it. */
function lostBuilders({ failed, failedThere, works }: DerivationsReport): ReadonlySet<string> {
  const lost = [...failed.keys()]
    .filter((derivation) => !failedThere.has(derivation))
    .map((derivation) => works.get(derivation)?.machine ?? '');
  return new Set(lost.filter((machine) => machine !== ''));
}

/** What a later run knows of a derivation holds. */
function joinReports(before: DerivationsReport, after: DerivationsReport): DerivationsReport {
  return {
    ...after,
    works: new Map([...before.works, ...after.works]),
    substituted: new Map([...before.substituted, ...after.substituted]),
    unreachable: new Map([...before.unreachable, ...after.unreachable]),
    untrusted: new Set([...before.untrusted, ...after.untrusted]),
  };
}
