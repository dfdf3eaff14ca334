// Compares what an index tells with the plan: takes references and declarations, gives counts, and what is missing. Pure.
import type { LinkedDeclaration } from '@flake-lattice/rust-units';
import { type BeyondReason, beyondReasons, explainNeed } from './explain-need.js';
import type { References } from './find-references.js';

export interface Comparison {
  readonly declarations: number;
  /** Of them, those of which the index has nothing: they are left out on both sides. */
  readonly notCompiled: number;
  /** Pairs of which the first names the second, as the index tells. Each has to be an edge of the resolver's own. */
  readonly byName: number;
  /** Other pairs, by fields and methods: the unit of the second has to be one that the compiler sees for the first. */
  readonly byMember: number;
  /** Of all pairs, those within one unit. */
  readonly together: number;
  readonly missing: readonly MissingEdge[];
  /** Edges of ours between declarations that the index does not tell, by reason. */
  readonly beyond: Readonly<Record<BeyondReason, number>>;
  readonly beyondEdges: readonly BeyondEdge[];
  /** As {@link References} says of both. */
  readonly unplaced: number;
  readonly undeclared: readonly string[];
}

export interface MissingEdge {
  readonly from: string;
  readonly to: string;
  readonly symbol: string;
  /** `src/parse.rs:20`. */
  readonly place: string;
}

export interface BeyondEdge {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
  readonly reason: BeyondReason;
}

export function compareCrate(declarations: readonly LinkedDeclaration[], found: References): Comparison {
  const { references, compiled, unplaced, undeclared } = found;
  const byKey = new Map(declarations.map((one) => [one.key, one]));
  const unitsNeeded = new Map(
    declarations.map((one) => [one, new Set(one.needs.map(({ key }) => unitOf(byKey, key)))]),
  );
  const reach = reachOfUnits(declarations, unitsNeeded);
  const counts = { byName: 0, byMember: 0, together: 0 };
  const missing: MissingEdge[] = [];
  const told = new Map<LinkedDeclaration, Set<string>>();
  for (const { from, to, isByName, symbol, file, line } of references) {
    for (const one of from) {
      const units = told.get(one) ?? new Set();
      for (const { unit } of to) units.add(unit);
      told.set(one, units);
    }
    counts[isByName ? 'byName' : 'byMember'] += 1;
    if (from[0].unit === to[0].unit) counts.together += 1;
    const isThere = from.some((one) =>
      to.some((other) =>
        isByName
          ? one.needs.some(({ key }) => key === other.key)
          : reach.get(one.unit)?.has(other.unit) === true,
      ),
    );
    if (isThere) continue;
    const keys = { from: from[0].key, to: to[0].key };
    missing.push({ ...keys, symbol: descriptorsOf(symbol), place: `${file}:${line}` });
  }
  const beyondEdges = [...compiled].flatMap((from) =>
    from.needs.flatMap(({ key, names }): BeyondEdge[] => {
      const to = byKey.get(key) as LinkedDeclaration;
      if (!compiled.has(to) || to.unit === from.unit || told.get(from)?.has(to.unit)) return [];
      return [{ from: from.key, to: key, names, reason: explainNeed(from, to, names) }];
    }),
  );
  const beyond = Object.fromEntries(
    beyondReasons.map((reason) => [reason, beyondEdges.filter((edge) => edge.reason === reason).length]),
  ) as Record<BeyondReason, number>;
  return {
    declarations: declarations.length,
    notCompiled: declarations.length - compiled.size,
    ...counts,
    missing: missing.sort((one, other) => (one.place < other.place ? -1 : 1)),
    beyond,
    beyondEdges,
    unplaced,
    undeclared,
  };
}

function unitOf(byKey: ReadonlyMap<string, LinkedDeclaration>, key: string): string {
  return (byKey.get(key) as LinkedDeclaration).unit;
}

/** Which units the compiler sees when it compiles one: those that it uses, and those that these use. */
function reachOfUnits(
  declarations: readonly LinkedDeclaration[],
  unitsNeeded: ReadonlyMap<LinkedDeclaration, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const uses = new Map<string, Set<string>>();
  for (const one of declarations) {
    const below = uses.get(one.unit) ?? new Set();
    for (const unit of unitsNeeded.get(one) ?? []) below.add(unit);
    uses.set(one.unit, below);
  }
  return new Map(
    [...uses.keys()].map((unit) => {
      const seen = new Set<string>();
      const open = [unit];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (seen.has(at)) continue;
        seen.add(at);
        open.push(...(uses.get(at) ?? []));
      }
      return [unit, seen];
    }),
  );
}

/** Without the name of the tool and of the package. */
function descriptorsOf(symbol: string): string {
  return symbol.split(' ').slice(4).join(' ');
}
