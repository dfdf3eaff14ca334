// Builds a split: takes a crate as linked and what the compiler said so far, gives all its packages as files.

import { planEmission, type SplitChoices } from './emit/emission.js';
import { emitBuildUnit } from './emit/emit-build-unit.js';
import { emitFacade } from './emit/emit-facade.js';
import { emitUnits } from './emit/emit-units.js';
import type { LinkedCrate } from './link-crate.js';
import { noRepairs } from './plan/plan-groups.js';
import { planUnits, type UnitPlan } from './plan/plan-units.js';
import type { CrateSplit } from './split.js';
import type { RustParser } from './syntax/rust-parser.js';

export type { SplitChoices } from './emit/emission.js';

export interface BuiltSplit {
  readonly split: Omit<CrateSplit, 'features' | 'crates'>;
  /** What each unit is made of; sorted by folder. */
  readonly plans: readonly UnitPlan[];
  /** Keys of declarations whose macro calls the facade repeats. */
  readonly repeated: readonly string[];
  /** Keys of types whose private parts stay private. */
  readonly closed: ReadonlySet<string>;
}

/** @throws CodedError BUILD_SCRIPT_UNKNOWN */
export function buildSplit(crate: LinkedCrate, choices: SplitChoices, parse: RustParser): BuiltSplit {
  const { repairs = noRepairs, granularity } = choices;
  const plans = planUnits(crate, repairs, choices);
  const emission = planEmission(crate, plans, choices);
  const units = [...emitUnits(plans, emission), ...emitBuildUnit(emission, parse)];
  units.sort((one, other) => (one.packageName < other.packageName ? -1 : 1));
  const { name, version, edition } = crate.manifest;
  return {
    split: { crate: name, version, edition, granularity, units, facade: emitFacade(units, emission) },
    plans,
    repeated: emission.calls.keys,
    closed: new Set([...emission.closed].map(({ key }) => key)),
  };
}
