// Splits a crate and proves the split: takes what is asked for, gives the finest split whose tests are those of the crate.
import { CodedError } from '@flake-lattice/errors';
import { useWhole } from './judge/refuse-split.js';
import type { Granularity } from './split.js';
import { type SplitOutcome, type SplitRequest, splitCrate } from './split-crate.js';
import { cappedLints, findCargoConfigs } from './verify/cargo-configs.js';
import { areTestsEqual, type TestComparison } from './verify/compare-tests.js';
import { type Verification, verifySplit } from './verify/verify-split.js';

export interface ProvenSplit {
  readonly outcome: SplitOutcome;
  readonly verification: Verification;
}

const coarser: Readonly<Record<Granularity, Granularity | undefined>> = {
  declaration: 'module',
  module: 'crate',
  crate: undefined,
};

/**
 * The caller removes the outcome's folders.
 *
 * @throws CodedError CRATE_NOT_SPLIT where the facade lacks tests, however coarse the split is
 */
export async function proveSplit(request: Omit<SplitRequest, 'isToBeVerified'>): Promise<ProvenSplit> {
  for (let granularity = request.granularity; ; ) {
    const outcome = await splitCrate({ ...request, granularity, isToBeVerified: true });
    const verification = await verify(outcome, request);
    const { tests } = verification;
    if (areTestsEqual(tests)) return { outcome, verification };
    const { crate, granularity: found } = outcome.split;
    const next = coarser[found];
    const isWhole = tests.faults.length === 0 && tests.missing.length === 0;
    if (next === undefined && isWhole) return { outcome, verification };
    await outcome.remove();
    if (next === undefined) throw testsLost(crate, tests);
    granularity = next;
  }
}

/**
 * Beside one unit, rustc refuses what only the crate itself may have; and a test that a macro makes beside other items is one
 * of the unit.
 */
function testsLost(crate: string, { faults: [fault], missing, original }: TestComparison): CodedError {
  const reason = fault ?? `${missing.length} of ${original} are none of the facade's`;
  return new CodedError({
    code: 'CRATE_NOT_SPLIT',
    message: `\`${crate}\` cannot be split: its tests do not go with a facade, not even over one unit: ${reason}`,
    hint: useWhole,
    detail: missing.slice(0, 20).join('\n'),
  });
}

async function verify(
  { original, packages, originalTarget, targetFolder }: SplitOutcome,
  {
    folder,
    findCargo,
    env,
    configs,
    features,
    onStep = () => undefined,
  }: Omit<SplitRequest, 'isToBeVerified'>,
): Promise<Verification> {
  onStep('the tests of the crate and of its facade');
  return verifySplit(original, packages, {
    cargo: await findCargo(),
    env,
    configs: [...(configs ?? (await findCargoConfigs(folder))), cappedLints],
    ...(features ? { features } : {}),
    originalTarget,
    facadeTarget: targetFolder,
  });
}
